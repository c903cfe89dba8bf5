namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>The price path of the underlying: diffusion whose volatility drifts around its mean, and rare jumps (Merton 1976).</summary>
public sealed record UnderlyingOptions
{
    /// <summary>Dollars at the start. Default 100 000, range 1 to 10 000 000.</summary>
    public double StartDollars { get; init; } = 100_000;

    /// <summary>Annualised volatility of the diffusion. Default 0.28, range 0.01 to 5.</summary>
    public double AnnualVolatility { get; init; } = 0.28;

    /// <summary>Growth of the logarithm of the price an hour, for trends on purpose. Default 0, range -5 to 5.</summary>
    public double DriftPerHour { get; init; }

    /// <summary>Jumps an hour. Default 20, range 0 to 3 600.</summary>
    public double JumpsPerHour { get; init; } = 20;

    /// <summary>Standard deviation of a jump's log return. Default 0.0004, range 0 to 0.1.</summary>
    public double JumpDeviation { get; init; } = 0.0004;

    /// <summary>Stationary standard deviation of the logarithm of the volatility. Default 0.8, range 0 to 2.</summary>
    public double VolatilityOfVolatility { get; init; } = 0.8;

    /// <summary>Seconds in which a volatility shock fades to 1/e. Default 1 200, range 1 to 86 400.</summary>
    public double VolatilityMemorySeconds { get; init; } = 1_200;

    /// <summary>Seconds in which a move plays out but for 1/e: recorded mids change in runs, not at once. Default 0.8, range 0.01 to 5.</summary>
    public double RunSeconds { get; init; } = 0.8;

    /// <summary>Variance of the log return per second over times far longer than a run: diffusion and jumps together.</summary>
    /// <param name="scale">Volatility over the one set here.</param>
    public double VariancePerSecond(double scale) =>
        (AnnualVolatility * AnnualVolatility * scale * scale / SecondsPerYear) + (JumpsPerHour / 3_600 * JumpDeviation * JumpDeviation);

    internal const double SecondsPerYear = 365.25 * 86_400;

    /// <exception cref="ArgumentOutOfRangeException">A setting outside its range.</exception>
    public void Validate()
    {
        SettingRange.Require(StartDollars, 1, 10_000_000);
        SettingRange.Require(AnnualVolatility, 0.01, 5);
        SettingRange.Require(DriftPerHour, -5, 5);
        SettingRange.Require(JumpsPerHour, 0, 3_600);
        SettingRange.Require(JumpDeviation, 0, 0.1);
        SettingRange.Require(VolatilityOfVolatility, 0, 2);
        SettingRange.Require(VolatilityMemorySeconds, 1, 86_400);
        SettingRange.Require(RunSeconds, 0.01, 5);
    }
}
