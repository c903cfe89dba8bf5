namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>The takers of a window. Sizes in shares, gaps in milliseconds.</summary>
public sealed record TakerOptions
{
    /// <summary>Median gap between trades of a burst. Default 22.</summary>
    public double BurstGapMedian { get; init; } = 22;

    /// <summary>Standard deviation of the logarithm of that gap. Default 1.2.</summary>
    public double BurstGapLogDeviation { get; init; } = 1.2;

    /// <summary>Share of trades that end a burst. Default 0.22.</summary>
    public double BurstEndChance { get; init; } = 0.22;

    /// <summary>Mean gap between bursts. Default 115.</summary>
    public double CalmGapMean { get; init; } = 115;

    /// <summary>Share of trades after which the market falls quiet. Default 0.028.</summary>
    public double PauseChance { get; init; } = 0.028;

    /// <summary>Mean length of a quiet spell. Default 3 500.</summary>
    public double PauseMean { get; init; } = 3_500;

    /// <summary>Median size of a noise taker. Default 8.</summary>
    public double NoiseSharesMedian { get; init; } = 8;

    /// <summary>Standard deviation of the logarithm of the size. Default 1.5.</summary>
    public double SharesLogDeviation { get; init; } = 1.5;

    /// <summary>Share of noise takers who accept worse prices than the best. Default 0.1.</summary>
    public double SweepChance { get; init; } = 0.1;

    /// <summary>Median reaction of informed takers to the underlying, the venue's hold included. Default 60; makers look every 190 on average.</summary>
    public double InformedDelayMedian { get; init; } = 60;

    /// <summary>Edge over the best price that makes an informed taker act, ticks. Default 1.5.</summary>
    public double InformedEdgeTicks { get; init; } = 1.5;

    /// <summary>Mean time until somebody trades after a sweep by an informed taker. Default 220.</summary>
    public double FollowGapMean { get; init; } = 220;

    /// <summary>Median size of an informed taker. Default 60.</summary>
    public double InformedSharesMedian { get; init; } = 60;
}
