namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>The price path of the underlying: diffusion whose volatility drifts around its mean, and rare jumps (Merton 1976).</summary>
public sealed record UnderlyingOptions
{
    /// <summary>Dollars at the start. Default 100 000.</summary>
    public double StartDollars { get; init; } = 100_000;

    /// <summary>Annualised volatility of the diffusion. Default 0.28.</summary>
    public double AnnualVolatility { get; init; } = 0.28;

    /// <summary>Jumps an hour. Default 20.</summary>
    public double JumpsPerHour { get; init; } = 20;

    /// <summary>Standard deviation of a jump's log return. Default 0.0005.</summary>
    public double JumpDeviation { get; init; } = 0.0005;

    /// <summary>Stationary standard deviation of the logarithm of the volatility. Default 0.6.</summary>
    public double VolatilityOfVolatility { get; init; } = 0.6;

    /// <summary>Seconds in which a volatility shock fades to 1/e. Default 120.</summary>
    public double VolatilityMemorySeconds { get; init; } = 120;

    /// <summary>Variance of the log return per second that the market prices: diffusion and jumps together.</summary>
    public double PricedVariancePerSecond =>
        (AnnualVolatility * AnnualVolatility / SecondsPerYear) + (JumpsPerHour / 3_600 * JumpDeviation * JumpDeviation);

    internal const double SecondsPerYear = 365.25 * 86_400;
}
