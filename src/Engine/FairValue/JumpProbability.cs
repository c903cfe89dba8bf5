namespace PolyCloud.Engine.FairValue;

/// <summary>A probability and a bound of what the cut series left out of it.</summary>
/// <param name="Up">0 to 1, or not a number where the parameters make no sense.</param>
/// <param name="TruncationError">The true value lies between <paramref name="Up"/> and this much above it.</param>
public readonly record struct JumpEstimate(double Up, double TruncationError);

/// <summary>
/// Probability that a price with jumps ends at or above the strike: over the number k of jumps, Poisson weight times the normal
/// probability given k (Merton 1976, eq. 16, for the digital claim). The drift is compensated for the jumps, so that the expected price
/// grows by μ whatever they are.
/// </summary>
public static class JumpProbability
{
    /// <summary>The series ends once the weights left add to less.</summary>
    public const double Precision = 1e-9;

    /// <summary>
    /// Most terms summed. At 30 expected jumps, hundreds of times what is measured, the weights left are below 1e-9; beyond, the error
    /// told grows.
    /// </summary>
    private const int MaximumTerms = 80;

    /// <param name="price">Positive.</param>
    /// <param name="strike">Positive.</param>
    /// <param name="seconds">τ, not negative.</param>
    /// <param name="driftPerSecond">μ: growth of the expected price per second.</param>
    public static JumpEstimate Up(double price, double strike, double seconds, in JumpParameters jumps, double driftPerSecond)
    {
        if (!jumps.AreUsable || !(price > 0 && strike > 0 && seconds >= 0))
        {
            return new JumpEstimate(double.NaN, double.NaN);
        }

        var jumpVariance = jumps.JumpDeviation * jumps.JumpDeviation;
        var growth = Math.Exp(jumps.JumpMean + (jumpVariance / 2)) - 1;
        var mean = Math.Log(price / strike) + ((driftPerSecond - (jumps.JumpsPerSecond * growth) - (jumps.VariancePerSecond / 2)) * seconds);
        var expected = jumps.JumpsPerSecond * seconds;
        var weight = Math.Exp(-expected);
        var left = 1.0;
        var up = 0.0;
        for (var count = 0; count < MaximumTerms && left > Precision; count++)
        {
            var variance = (jumps.VariancePerSecond * seconds) + (count * jumpVariance);
            up += weight * AboveZero(mean + (count * jumps.JumpMean), variance);
            left -= weight;
            weight *= expected / (count + 1);
        }

        return new JumpEstimate(Math.Min(up, 1), Math.Max(left, 0));
    }

    private static double AboveZero(double mean, double variance) =>
        variance > 0 ? NormalDistribution.Cumulative(mean / Math.Sqrt(variance)) : mean >= 0 ? 1 : 0;
}
