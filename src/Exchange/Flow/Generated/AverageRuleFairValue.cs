namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>
/// Probability of Up where the mean of the last n one-second observations at the close is compared with the mean of the last n at the
/// open; n = 60 is the venue's time-weighted average, n = 1 is spot.
/// </summary>
/// <remarks>
/// Φ(E[D] / deviation[D]) with D the difference of the two means under arithmetic Brownian motion. The variance sums, second by second,
/// the squared weight with which an increment enters D: the share of the closing observations still after it less the share of the opening
/// ones. Jumps enter by their variance only.
/// </remarks>
public sealed class AverageRuleFairValue
{
    private readonly int _observations;
    private double _openSum;
    private int _openCount;
    private double _closeSum;
    private int _closeCount;

    public AverageRuleFairValue(int observations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, 1);
        _observations = observations;
    }

    /// <summary>Takes in the observation made <paramref name="secondsToOpen"/> before the open and <paramref name="secondsToClose"/> before the close.</summary>
    public void Observe(double spot, long secondsToOpen, long secondsToClose)
    {
        if (secondsToOpen >= 0 && secondsToOpen < _observations)
        {
            _openSum += spot;
            _openCount++;
        }

        if (secondsToClose >= 0 && secondsToClose < _observations)
        {
            _closeSum += spot;
            _closeCount++;
        }
    }

    /// <param name="spot">Price of the underlying now, dollars.</param>
    /// <param name="secondsToClose">Seconds to the close; the open may still be ahead.</param>
    /// <param name="secondsToOpen">Seconds to the open, negative after it.</param>
    /// <param name="variancePerSecond">Variance of the log return per second.</param>
    public double Probability(double spot, double secondsToOpen, double secondsToClose, double variancePerSecond)
    {
        var n = _observations;
        var openAhead = secondsToOpen >= 0 ? n - _openCount : 0;
        var openMean = secondsToOpen >= 0 || _openCount == 0
            ? (_openSum + (openAhead * spot)) / (_openCount + openAhead)
            : _openSum / _openCount;
        var closeMean = (_closeSum + ((n - _closeCount) * spot)) / n;
        var weights = SquaredWeights(Math.Max(0, secondsToOpen), Math.Max(0, secondsToClose));
        var deviation = spot * Math.Sqrt(variancePerSecond * weights);
        var difference = closeMean - openMean;
        return deviation > 0 ? Normal.Cumulative(difference / deviation) : difference >= 0 ? 1 : 0;
    }

    /// <summary>Seconds of variance left in D.</summary>
    private double SquaredWeights(double secondsToOpen, double secondsToClose)
    {
        var n = _observations;
        var between = Math.Max(0, Math.Min(secondsToClose, secondsToClose - secondsToOpen) - n);
        return between + Tail(secondsToClose, n) + OpenPart(secondsToOpen, n);
    }

    /// <summary>The last seconds before a mean is fixed: each increment counts with the share of observations after it, squared.</summary>
    private static double Tail(double seconds, int n)
    {
        double sum = 0;
        var whole = (int)Math.Min(seconds, n);
        for (var ahead = 1; ahead <= whole; ahead++)
        {
            var weight = ahead / (double)n;
            sum += weight * weight;
        }

        if (whole < n)
        {
            var weight = (whole + 1) / (double)n;
            sum += (Math.Min(seconds, n) - whole) * weight * weight;
        }

        return sum;
    }

    /// <summary>Before the open an increment moves the close in full and the opening mean by the share of its observations after it.</summary>
    private static double OpenPart(double seconds, int n)
    {
        double sum = 0;
        var whole = (int)Math.Min(seconds, n);
        for (var ahead = 1; ahead <= whole; ahead++)
        {
            var weight = 1 - (ahead / (double)n);
            sum += weight * weight;
        }

        if (whole < n)
        {
            var weight = 1 - ((whole + 1) / (double)n);
            sum += (Math.Min(seconds, n) - whole) * weight * weight;
        }

        return sum;
    }
}
