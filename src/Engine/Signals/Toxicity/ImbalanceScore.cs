using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals.Toxicity;

/// <summary>
/// z-score of the order imbalance (bid size − ask size) / (bid size + ask size) against its own last samples (the imbalance as in
/// Cartea, Donnelly and Jaimungal, Enhancing trading strategies with order book signals, 2018).
/// </summary>
internal sealed class ImbalanceScore
{
    /// <summary>A book that hardly changes makes any change look extreme: deviations below this count as this.</summary>
    private const double LeastDeviation = 0.1;

    private readonly Duration _spacing;
    private readonly double[] _samples;
    private long _written;
    private double _sum;
    private double _squares;
    private Timestamp? _last;

    public ImbalanceScore(int samples, Duration spacing)
    {
        _samples = new double[samples];
        _spacing = spacing;
    }

    /// <summary>Deviations from the mean, positive where bids outweigh as never; nothing before all samples are there.</summary>
    public double? Value { get; private set; }

    /// <summary>The last sample is old enough for another.</summary>
    public bool IsDue(Timestamp now) => _last is not { } last || now - last >= _spacing;

    /// <summary>Takes the sizes of both sides; true where that made a sample. Two empty sides make none.</summary>
    public bool Observe(Timestamp now, Size bids, Size asks)
    {
        if (!IsDue(now) || (!bids.IsPositive && !asks.IsPositive))
        {
            return false;
        }

        _last = now;
        var imbalance = ((double)bids.Units - asks.Units) / ((double)bids.Units + asks.Units);
        if (_written >= _samples.Length)
        {
            // Compared with the samples before it: one that counted in its own mean could never be extreme among few.
            var mean = _sum / _samples.Length;
            var variance = Math.Max((_squares / _samples.Length) - (mean * mean), 0);
            Value = (imbalance - mean) / Math.Max(Math.Sqrt(variance), LeastDeviation);
        }

        var forgotten = _samples[_written % _samples.Length];
        _sum += imbalance - forgotten;
        _squares += (imbalance * imbalance) - (forgotten * forgotten);
        _samples[_written++ % _samples.Length] = imbalance;
        return true;
    }
}
