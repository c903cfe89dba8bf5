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

    /// <summary>Standard deviation of a jump's log return. Default 0.0004.</summary>
    public double JumpDeviation { get; init; } = 0.0004;

    /// <summary>Stationary standard deviation of the logarithm of the volatility. Default 0.7.</summary>
    public double VolatilityOfVolatility { get; init; } = 0.7;

    /// <summary>Seconds in which a volatility shock fades to 1/e. Default 120.</summary>
    public double VolatilityMemorySeconds { get; init; } = 120;

    /// <summary>
    /// Variance the market prices over the mean variance that happens, at the open: recorded mids move less than a fair bet on the mean
    /// variance would. Default 1.5, range 0.1 to 3.
    /// </summary>
    public double VariancePremiumAtOpen { get; init; } = 1.5;

    /// <summary>The same at the close, straight in between. Default 1, range 0.1 to 3.</summary>
    public double VariancePremiumAtClose { get; init; } = 1;

    /// <summary>Variance of the log return per second that the market prices: diffusion and jumps together, with the premium.</summary>
    public double PricedVariancePerSecond(double secondsToClose)
    {
        var open = Math.Clamp(secondsToClose / RollingWindows.Length.TotalSeconds, 0, 1);
        var premium = VariancePremiumAtClose + (open * (VariancePremiumAtOpen - VariancePremiumAtClose));
        return premium * ((AnnualVolatility * AnnualVolatility / SecondsPerYear) + (JumpsPerHour / 3_600 * JumpDeviation * JumpDeviation));
    }

    internal const double SecondsPerYear = 365.25 * 86_400;
}
