namespace PolyCloud.Engine.Signals;

/// <summary>What is known of an underlying's volatility. Log returns; one second; the floor is already applied.</summary>
/// <param name="IsWarm">Enough prices were seen; the figures mean nothing before.</param>
/// <param name="VariancePerSecond">Exponentially weighted variance, at least the floor.</param>
/// <param name="DriftPerSecond">Exponentially weighted mean return; noisy: over a window its own error exceeds any drift there is.</param>
/// <param name="RealisedVariancePerSecond">Plain variance over the realised window, at least the floor; zero where nothing moved or before the first return.</param>
/// <param name="IsFromExchange">The prices are those of the exchange socket, not of the settlement oracle.</param>
public readonly record struct VolatilityState(
    bool IsWarm, double VariancePerSecond, double DriftPerSecond, double RealisedVariancePerSecond, bool IsFromExchange)
{
    public double DeviationPerSecond => Math.Sqrt(VariancePerSecond);
}
