namespace PolyCloud.Engine.FairValue;

/// <summary>Finds the parameters of a jump diffusion in equally spaced log returns.</summary>
public static class JumpCalibration
{
    /// <summary>Fewer say nothing about rare jumps.</summary>
    public const int MinimumReturns = 100;

    /// <summary>
    /// Diffusion variance by bipower variation, which jumps hardly enter (Barndorff-Nielsen and Shephard 2004); returns beyond so many of
    /// its deviations are jumps, the rest give the final variance (threshold estimation: Mancini 2009). Of a normal return 1 in 16 000
    /// lies beyond 4 deviations: jumps smaller than that are counted as diffusion.
    /// </summary>
    /// <param name="returns">Log returns, none of them not a number.</param>
    /// <param name="spacingSeconds">Time of one return, positive.</param>
    /// <param name="thresholdDeviations">Beyond this many deviations a return is a jump; 3 to 10.</param>
    /// <returns>Nothing with fewer than <see cref="MinimumReturns"/> returns or where the price did not move.</returns>
    public static JumpParameters? Fit(ReadOnlySpan<double> returns, double spacingSeconds, double thresholdDeviations = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacingSeconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(thresholdDeviations, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(thresholdDeviations, 10);
        if (returns.Length < MinimumReturns || !(BipowerVariance(returns) is > 0 and var bipower))
        {
            return null;
        }

        var threshold = thresholdDeviations * Math.Sqrt(bipower);
        var (jumps, sum, squares, diffusion) = (0, 0.0, 0.0, 0.0);
        foreach (var change in returns)
        {
            if (Math.Abs(change) > threshold)
            {
                jumps++;
                sum += change;
                squares += change * change;
            }
            else
            {
                diffusion += change * change;
            }
        }

        var mean = jumps > 0 ? sum / jumps : 0;
        var variance = jumps > 1 ? Math.Max((squares - (jumps * mean * mean)) / (jumps - 1), 0) : 0;
        return new JumpParameters(
            diffusion / (returns.Length - jumps) / spacingSeconds,
            jumps / (returns.Length * spacingSeconds),
            mean,
            Math.Sqrt(variance));
    }

    private static double BipowerVariance(ReadOnlySpan<double> returns)
    {
        var sum = 0.0;
        for (var index = 1; index < returns.Length; index++)
        {
            sum += Math.Abs(returns[index]) * Math.Abs(returns[index - 1]);
        }

        return Math.PI / 2 * sum / (returns.Length - 1);
    }
}
