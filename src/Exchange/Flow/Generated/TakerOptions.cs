namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>The takers of a window. Sizes in shares, gaps in milliseconds.</summary>
public sealed record TakerOptions
{
    /// <summary>Median gap between trades of a burst. Default 25, range 1 to 60 000.</summary>
    public double BurstGapMedian { get; init; } = 25;

    /// <summary>Standard deviation of the logarithm of that gap. Default 1.2, range 0 to 4.</summary>
    public double BurstGapLogDeviation { get; init; } = 1.2;

    /// <summary>Share of trades that end a burst. Default 0.22, range 0 to 1.</summary>
    public double BurstEndChance { get; init; } = 0.22;

    /// <summary>Mean gap between bursts. Default 115, range 1 to 60 000.</summary>
    public double CalmGapMean { get; init; } = 115;

    /// <summary>Share of trades after which the market falls quiet. Default 0.034, range 0 to 1.</summary>
    public double PauseChance { get; init; } = 0.034;

    /// <summary>Mean length of a quiet spell. Default 2 600, range 1 to 300 000.</summary>
    public double PauseMean { get; init; } = 2_600;

    /// <summary>Share of trades outside the informed takers' that go with the run of the underlying; the others are a coin's. Default 0.95, range 0 to 1.</summary>
    public double DirectedChance { get; init; } = 0.95;

    /// <summary>Median size of a noise taker. Default 8, range 1 to 10 000.</summary>
    public double NoiseSharesMedian { get; init; } = 8;

    /// <summary>Standard deviation of the logarithm of the size. Default 1.5, range 0 to 4.</summary>
    public double SharesLogDeviation { get; init; } = 1.5;

    /// <summary>Share of noise takers who accept worse prices than the best at even odds; it falls with p (1 - p) to either side. Default 0.12, range 0 to 1.</summary>
    public double SweepChance { get; init; } = 0.12;

    /// <summary>Median reaction of informed takers to the underlying, the venue's hold included. Default 60, range 1 to 60 000; makers look every 210 on average.</summary>
    public double InformedDelayMedian { get; init; } = 60;

    /// <summary>Edge over the best price that makes an informed taker act, ticks. Default 1.5, range 0 to 50.</summary>
    public double InformedEdgeTicks { get; init; } = 1.5;

    /// <summary>Mean time until somebody trades after a sweep by an informed taker. Default 250, range 1 to 60 000.</summary>
    public double FollowGapMean { get; init; } = 250;

    /// <summary>Median size of an informed taker. Default 60, range 1 to 10 000.</summary>
    public double InformedSharesMedian { get; init; } = 60;

    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public void Validate()
    {
        SettingRange.Require(BurstGapMedian, 1, 60_000);
        SettingRange.Require(BurstGapLogDeviation, 0, 4);
        SettingRange.Require(BurstEndChance, 0, 1);
        SettingRange.Require(CalmGapMean, 1, 60_000);
        SettingRange.Require(PauseChance, 0, 1);
        SettingRange.Require(PauseMean, 1, 300_000);
        SettingRange.Require(DirectedChance, 0, 1);
        SettingRange.Require(NoiseSharesMedian, 1, 10_000);
        SettingRange.Require(SharesLogDeviation, 0, 4);
        SettingRange.Require(SweepChance, 0, 1);
        SettingRange.Require(InformedDelayMedian, 1, 60_000);
        SettingRange.Require(InformedEdgeTicks, 0, 50);
        SettingRange.Require(FollowGapMean, 1, 60_000);
        SettingRange.Require(InformedSharesMedian, 1, 10_000);
    }
}
