namespace PolyCloud.Engine.Signals.Momentum;

/// <summary>How many sample standard deviations the last close lies above the mean of the last bars, itself included.</summary>
internal sealed class ReversionScore
{
    private readonly double[] _closes;
    private long _written;

    public ReversionScore(int bars) => _closes = new double[bars];

    /// <summary>Nothing before all bars are there; 0 where they are all equal.</summary>
    public double? Value { get; private set; }

    public void Close(double price)
    {
        _closes[_written++ % _closes.Length] = price;
        if (_written < _closes.Length)
        {
            return;
        }

        var mean = 0.0;
        foreach (var close in _closes)
        {
            mean += close;
        }

        mean /= _closes.Length;
        var squares = 0.0;
        foreach (var close in _closes)
        {
            squares += (close - mean) * (close - mean);
        }

        Value = squares > 0 ? (price - mean) / Math.Sqrt(squares / (_closes.Length - 1)) : 0;
    }
}
