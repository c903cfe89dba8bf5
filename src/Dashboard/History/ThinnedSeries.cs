using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.History;

/// <summary>
/// Points over time in bounded room: when it is full every other one goes and the spacing doubles. The last point follows the present.
/// One thread at a time.
/// </summary>
internal sealed class ThinnedSeries<T>(int capacity, Duration firstSpacing)
{
    private readonly List<(Timestamp At, T Value)> _points = new(capacity + 1);
    private T[]? _copy = [];

    public Duration Spacing { get; private set; } = firstSpacing;

    public void Take(Timestamp at, T value)
    {
        if (_points.Count >= 2 && at - _points[^2].At < Spacing)
        {
            _points[^1] = (at, value);
        }
        else
        {
            _points.Add((at, value));
        }

        _copy = null;
        if (_points.Count > capacity)
        {
            Thin();
        }
    }

    public IReadOnlyList<T> Copy() => _copy ??= [.. _points.Select(static point => point.Value)];

    private void Thin()
    {
        var kept = 0;
        for (var index = 0; index < _points.Count; index += 2)
        {
            _points[kept++] = _points[index];
        }

        _points.RemoveRange(kept, _points.Count - kept);
        Spacing += Spacing;
    }
}
