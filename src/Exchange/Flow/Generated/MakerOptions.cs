namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>The competing makers and the wide outer book of a window. Sizes in shares.</summary>
public sealed record MakerOptions
{
    /// <summary>Makers around fair value. Default 6, range 1 to 32.</summary>
    public int Count { get; init; } = 6;

    /// <summary>Levels each maker keeps on a side. Default 4, range 1 to 20.</summary>
    public int Levels { get; init; } = 4;

    /// <summary>Mean seconds between a maker's looks at the market; makers differ by a factor of two both ways. Default 0.21, range 0.01 to 60.</summary>
    public double LookSeconds { get; init; } = 0.21;

    /// <summary>Median shares of one maker's order. Default 19, range 1 to 10 000.</summary>
    public double OrderSharesMedian { get; init; } = 19;

    /// <summary>Standard deviation of the logarithm of the order size. Default 1.8, range 0 to 4.</summary>
    public double OrderSharesLogDeviation { get; init; } = 1.8;

    /// <summary>Standard deviation of a maker's opinion around fair value, ticks. Default 0.1, range 0 to 10.</summary>
    public double OpinionTicks { get; init; } = 0.1;

    /// <summary>Distance a maker keeps from its opinion, ticks, uniform from 0 to this. Default 0.15, range 0 to 10.</summary>
    public double HalfSpreadTicksMax { get; init; } = 0.15;

    /// <summary>Chance that a look renews the size of one of its orders, per order. Default 0.12, range 0 to 1.</summary>
    public double RenewalChance { get; init; } = 0.12;

    /// <summary>Mean seconds between looks of the outer book at its levels. Default 0.25, range 0.01 to 60.</summary>
    public double OuterLookSeconds { get; init; } = 0.25;

    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public void Validate()
    {
        SettingRange.Require(Count, 1, 32);
        SettingRange.Require(Levels, 1, 20);
        SettingRange.Require(LookSeconds, 0.01, 60);
        SettingRange.Require(OrderSharesMedian, 1, 10_000);
        SettingRange.Require(OrderSharesLogDeviation, 0, 4);
        SettingRange.Require(OpinionTicks, 0, 10);
        SettingRange.Require(HalfSpreadTicksMax, 0, 10);
        SettingRange.Require(RenewalChance, 0, 1);
        SettingRange.Require(OuterLookSeconds, 0.01, 60);
    }
}
