using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Oracle;

/// <summary>
/// The oracle's view of one underlying: one observation a second and the average of the last sixty.
/// The average at second S is the sum of the observations of the seconds S − 59 to S divided by 60, exact at 18 decimals and
/// rounded down there; it is unknown where any of the sixty is missing.
/// </summary>
internal sealed class OracleFeed(string asset)
{
    private const int Window = 60;

    private readonly OraclePrice[] _values = new OraclePrice[Window];
    private Int128 _sum;
    private long _lastSecond = long.MinValue;

    internal string Asset { get; } = asset;

    /// <summary>Unbroken observations up to the last one, at most sixty.</summary>
    private int _unbroken;

    /// <summary>The average at the last observation, where all sixty are there.</summary>
    internal OraclePrice? Average => _unbroken == Window ? new OraclePrice(_sum / Window) : null;

    /// <summary>Takes an observation; the first of each second counts, others and late ones change nothing.</summary>
    internal bool TryObserve(OraclePrice spot, Timestamp observed)
    {
        var second = observed.Seconds;
        if (second <= _lastSecond)
        {
            return false;
        }

        if (second != _lastSecond + 1)
        {
            _unbroken = 0;
            _sum = 0;
            Array.Clear(_values);
        }

        ref var oldest = ref _values[(int)(second % Window)];
        _sum += spot.Units - oldest.Units;
        oldest = spot;
        _lastSecond = second;
        _unbroken = Math.Min(Window, _unbroken + 1);
        return true;
    }
}
