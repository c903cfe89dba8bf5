namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>The takers of a window. Sizes in shares, gaps in milliseconds.</summary>
public sealed record TakerOptions
{
    /// <summary>Median gap between trades of a burst. Default 18.</summary>
    public double BurstGapMedian { get; init; } = 18;

    /// <summary>Standard deviation of the logarithm of that gap. Default 1.3.</summary>
    public double BurstGapLogDeviation { get; init; } = 1.3;

    /// <summary>Share of trades that end a burst. Default 0.25.</summary>
    public double BurstEndChance { get; init; } = 0.25;

    /// <summary>Mean gap between bursts. Default 220.</summary>
    public double CalmGapMean { get; init; } = 220;

    /// <summary>Share of trades after which the market falls quiet. Default 0.035.</summary>
    public double PauseChance { get; init; } = 0.035;

    /// <summary>Mean length of a quiet spell. Default 1 900.</summary>
    public double PauseMean { get; init; } = 1_900;

    /// <summary>Median size of a noise taker. Default 14.</summary>
    public double NoiseSharesMedian { get; init; } = 14;

    /// <summary>Standard deviation of the logarithm of the size. Default 1.4.</summary>
    public double SharesLogDeviation { get; init; } = 1.4;

    /// <summary>Share of noise takers who accept worse prices than the best. Default 0.05.</summary>
    public double SweepChance { get; init; } = 0.05;

    /// <summary>Median reaction of informed takers to the underlying, the venue's hold included. Default 90; makers look every 700.</summary>
    public double InformedDelayMedian { get; init; } = 90;

    /// <summary>Edge over the best price that makes an informed taker act, ticks. Default 0.8.</summary>
    public double InformedEdgeTicks { get; init; } = 0.8;

    /// <summary>Median size of an informed taker. Default 120.</summary>
    public double InformedSharesMedian { get; init; } = 120;
}
