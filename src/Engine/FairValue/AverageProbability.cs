namespace PolyCloud.Engine.FairValue;

/// <summary>
/// What decides a window that settles on the mean of n observations at a fixed cadence, seen from one moment. Spot settlement is n = 1.
/// </summary>
/// <param name="Price">S: the underlying at the moment, positive, dollars.</param>
/// <param name="Strike">K: what the mean must reach, positive, dollars.</param>
/// <param name="Observations">n, at least 1.</param>
/// <param name="Observed">k: how many of them are made and known, 0 to n.</param>
/// <param name="ObservedSum">Their sum, dollars.</param>
/// <param name="SecondsToNext">δ: from the moment to the first one not yet known, not negative.</param>
/// <param name="CadenceSeconds">c: between two of them, positive.</param>
public readonly record struct AverageState(
    double Price, double Strike, int Observations, int Observed, double ObservedSum, double SecondsToNext, double CadenceSeconds)
{
    /// <summary>τ: from the moment to the last observation.</summary>
    public double SecondsLeft => Observed >= Observations ? 0 : SecondsToNext + ((Observations - Observed - 1) * CadenceSeconds);
}

/// <summary>
/// Probability that the mean of the observations is at least the strike (a tie is Up). The underlying is a geometric Brownian motion;
/// the sum of the r remaining observations is taken as log-normal with the true mean and, to the first order in σ²τ, the true variance
/// (moment matching: Turnbull and Wakeman 1991, Levy 1992, here for discrete observations; derivation in docs/models.md).
/// For n = 1 it is exactly Φ((ln(S/K) + (μ − σ²/2)τ) / (σ√τ)).
/// </summary>
public static class AverageProbability
{
    /// <summary>A mean this near to the strike, relatively, equals it: far below the stream's last digit, far above rounding.</summary>
    private const double TieTolerance = 1e-13;

    /// <param name="variancePerSecond">σ² of the log return over one second, not negative.</param>
    /// <param name="driftPerSecond">μ: growth of the expected price per second.</param>
    /// <returns>0 to 1, or not a number where an argument is.</returns>
    public static double Up(in AverageState state, double variancePerSecond, double driftPerSecond)
    {
        var remaining = state.Observations - state.Observed;
        var needed = (state.Observations * state.Strike) - state.ObservedSum;
        var tie = TieTolerance * state.Observations * state.Strike;
        if (remaining <= 0)
        {
            return needed <= tie ? 1 : 0;
        }

        if (needed <= 0)
        {
            return 1;
        }

        var distance = Math.Log(state.Price * remaining / needed)
            + (driftPerSecond * (state.SecondsToNext + ((remaining - 1) * state.CadenceSeconds / 2)));
        var variance = variancePerSecond * EffectiveSeconds(remaining, state.SecondsToNext, state.CadenceSeconds);
        if (variance <= 0)
        {
            return (distance * needed) + tie >= 0 ? 1 : 0;
        }

        var deviation = Math.Sqrt(variance);
        return NormalDistribution.Cumulative((distance / deviation) - (deviation / 2));
    }

    /// <summary>
    /// Seconds of variance in the mean of r observations at δ, δ + c, …: δ + c (r − 1)(2r − 1) / 6r. With c → 0 and rc = 60 s this is
    /// τ − 2·60/3.
    /// </summary>
    public static double EffectiveSeconds(int remaining, double secondsToNext, double cadenceSeconds) =>
        secondsToNext + (cadenceSeconds * (remaining - 1) * ((2.0 * remaining) - 1) / (6.0 * remaining));
}
