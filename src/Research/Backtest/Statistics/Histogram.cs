namespace PolyCloud.Research.Backtest.Statistics;

/// <summary>Counts of values in equal bins; what lies outside is counted in the outermost.</summary>
public sealed class Histogram(double from, double width, int bins)
{
    private readonly long[] _counts = new long[bins];
    private double _sum;

    public double From => from;

    public double Width => width;

    public IReadOnlyList<long> Counts => _counts;

    public long Total { get; private set; }

    public double Mean => Total == 0 ? 0 : _sum / Total;

    /// <summary>Part of the values below zero; 0 without values.</summary>
    public double NegativeShare => Total == 0 ? 0 : (double)Negative / Total;

    private long Negative { get; set; }

    internal void Add(double value)
    {
        _counts[Math.Clamp((int)Math.Floor((value - from) / width), 0, bins - 1)]++;
        _sum += value;
        Negative += value < 0 ? 1 : 0;
        Total++;
    }

    internal void Add(Histogram other)
    {
        for (var bin = 0; bin < bins; bin++)
        {
            _counts[bin] += other._counts[bin];
        }

        _sum += other._sum;
        Negative += other.Negative;
        Total += other.Total;
    }
}
