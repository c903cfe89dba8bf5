using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inventory;

/// <summary>At most so many operations in any minute: remembers when the last ones were asked for.</summary>
internal sealed class OperationRate
{
    /// <summary>One a second is more than any wallet can do.</summary>
    public const int Capacity = 60;

    private static readonly Duration Span = Duration.FromSeconds(60);

    private readonly Timestamp[] _times;
    private int _count;

    /// <param name="perMinute">1 to <see cref="Capacity"/>.</param>
    public OperationRate(int perMinute) => _times = new Timestamp[perMinute];

    /// <summary>When the next operation may be asked for.</summary>
    public Timestamp Next => _count < _times.Length ? default : _times[_count % _times.Length] + Span;

    public void Take(Timestamp now)
    {
        _times[_count % _times.Length] = now;
        _count++;
        _count = _count >= 2 * _times.Length ? _count - _times.Length : _count;
    }
}
