namespace PolyCloud.Engine.FairValue;

/// <summary>A price that diffuses and jumps (Merton, Option pricing when underlying stock returns are discontinuous, 1976).</summary>
/// <param name="VariancePerSecond">σ² of the diffusion's log return over one second, not negative.</param>
/// <param name="JumpsPerSecond">λ: mean number of jumps in a second, not negative.</param>
/// <param name="JumpMean">Mean of a jump's log return.</param>
/// <param name="JumpDeviation">Standard deviation of a jump's log return, not negative.</param>
public readonly record struct JumpParameters(double VariancePerSecond, double JumpsPerSecond, double JumpMean, double JumpDeviation)
{
    /// <summary>Variance of the whole log return over one second, jumps included.</summary>
    public double TotalVariancePerSecond => VariancePerSecond + (JumpsPerSecond * ((JumpMean * JumpMean) + (JumpDeviation * JumpDeviation)));

    internal bool AreUsable => VariancePerSecond >= 0 && JumpsPerSecond >= 0 && JumpDeviation >= 0
        && double.IsFinite(VariancePerSecond) && double.IsFinite(JumpsPerSecond) && double.IsFinite(JumpMean) && double.IsFinite(JumpDeviation);
}
