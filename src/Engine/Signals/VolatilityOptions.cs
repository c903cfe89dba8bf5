using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals;

/// <summary>Settings of the volatility that models use.</summary>
public sealed record VolatilityOptions
{
    /// <summary>
    /// Whether the exchange socket's price is measured instead of the settlement oracle's. Default false.
    /// </summary>
    public bool FromExchange { get; init; }

    /// <summary>
    /// Shortest time between two prices that make a return. Default 5 s; range 0 to 60 s. Prices move in runs: recorded variance over
    /// five seconds is 1.5 times five times that of one second, and windows last longer than runs.
    /// </summary>
    public Duration Spacing { get; init; } = Duration.FromSeconds(5);

    /// <summary>Half-life of the exponentially weighted variance and drift. Default 120 s; range 1 to 3 600 s.</summary>
    public Duration HalfLife { get; init; } = Duration.FromSeconds(120);

    /// <summary>Span of prices needed, besides ten returns, before the variance is believed. Default 60 s; range 1 to 3 600 s.</summary>
    public Duration WarmUp { get; init; } = Duration.FromSeconds(60);

    /// <summary>Span of the plain realised variance. Default 300 s; range 1 to 600 s, and at most 127 spacings of it are kept.</summary>
    public Duration RealisedWindow { get; init; } = Duration.FromSeconds(300);

    /// <summary>
    /// Least standard deviation of the log return over one second. Default 0.00001 (about 6 % a year); range 0.0000001 to 0.01.
    /// </summary>
    public double Floor { get; init; } = 0.00001;

    internal void Validate(OptionErrors errors, string key)
    {
        var second = Duration.FromSeconds(1);
        var hour = Duration.FromSeconds(3_600);
        errors.Range(key + ".spacing", Spacing, Duration.Zero, Duration.FromSeconds(60));
        errors.Range(key + ".halfLife", HalfLife, second, hour);
        errors.Range(key + ".warmUp", WarmUp, second, hour);
        errors.Range(key + ".realisedWindow", RealisedWindow, second, Duration.FromSeconds(600));
        errors.Range(key + ".floor", Floor, 1e-7, 0.01);
    }
}
