namespace PolyCloud.Engine.Signals.Momentum;

/// <summary>
/// Relative strength index over the closes of equal bars: 100 − 100 / (1 + mean gain / mean loss), the first means plain over the
/// period, then smoothed by 1/period (Wilder, New Concepts in Technical Trading Systems, 1978). No move at all is 50.
/// </summary>
internal sealed class RelativeStrength
{
    private readonly int _period;
    private double _last;
    private double _gain;
    private double _loss;
    private int _changes;

    public RelativeStrength(int period) => _period = period;

    /// <summary>0 to 100; nothing before a whole period of changes.</summary>
    public double? Value => _changes < _period ? null : _gain + _loss > 0 ? 100 * _gain / (_gain + _loss) : 50;

    public void Close(double price)
    {
        if (_last > 0)
        {
            _changes = Math.Min(_changes + 1, _period + 1);
            var change = price - _last;

            // Up to a whole period the mean is plain, afterwards each change weighs one part of it.
            var weight = 1.0 / Math.Min(_changes, _period);
            _gain += weight * (Math.Max(change, 0) - _gain);
            _loss += weight * (Math.Max(-change, 0) - _loss);
        }

        _last = price;
    }
}
