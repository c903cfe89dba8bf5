using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Markets;

namespace PolyCloud.Engine.Strategies.BilateralMaker;

/// <summary>
/// How far the probability of Up may still move. It is Φ(z) of a Brownian motion stopped at the close, so near 0 and 1, and with time
/// running out, it behaves as a bounded thing does and not as a price of constant volatility; the underlying's own volatility
/// is in z already.
/// </summary>
public readonly record struct ProbabilityRisk
{
    private const double RootOfTwoPi = 2.506628274631000502;

    /// <summary>The 60 s average carries a third of its minute's variance.</summary>
    private const double AverageSeconds = 60;

    private readonly double _probability;
    private readonly double _z;
    private readonly double _density;
    private readonly double _effectiveSeconds;

    /// <param name="probability">Of Up, 0 to 1.</param>
    /// <param name="secondsLeft">To the close.</param>
    public ProbabilityRisk(double probability, double secondsLeft, SettlementRule settlement)
    {
        _probability = probability;
        _z = NormalQuantile.Of(probability);
        _density = Math.Exp(-_z * _z / 2) / RootOfTwoPi;
        _effectiveSeconds = settlement != SettlementRule.TimeWeightedAverage60Seconds ? secondsLeft
            : secondsLeft >= AverageSeconds ? secondsLeft - (2 * AverageSeconds / 3)
            : secondsLeft / 3;
    }

    /// <summary>
    /// σ²(T − t) of the probability: with ρ the part of the remaining variance that falls before the horizon it is
    /// φ(z)² Σ ρⁿ Heₙ₋₁(z)² / n! (the tetrachoric series of Pearson 1900 for P(both of two normals with correlation ρ are below z) − p²),
    /// here to n = 6, and never more than p(1 − p), what it is at the close.
    /// </summary>
    public double VarianceWithin(double seconds)
    {
        var most = _probability * (1 - _probability);
        if (seconds >= _effectiveSeconds || _effectiveSeconds <= 0)
        {
            return most;
        }

        const int Terms = 6;
        var share = Math.Max(seconds, 0) / _effectiveSeconds;
        var power = 1.0;
        var factorial = 1.0;
        var before = 0.0;
        var hermite = 1.0;
        var sum = 0.0;
        for (var n = 1; n <= Terms; n++)
        {
            power *= share;
            factorial *= n;
            sum += power * hermite * hermite / factorial;
            (before, hermite) = (hermite, (_z * hermite) - ((n - 1) * before));
        }

        return Math.Min(_density * _density * sum, most);
    }

    /// <summary>Standard deviation of the probability over a short time: φ(z) √(seconds / seconds left).</summary>
    public double DeviationWithin(double seconds) =>
        _density * Math.Sqrt(Math.Clamp(seconds / Math.Max(_effectiveSeconds, 1e-3), 0, 1));
}
