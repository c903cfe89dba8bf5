using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ReadModel.Publishing;

/// <summary>
/// The profit curve since the process began in a bounded number of points: when they are full every other one goes and the spacing
/// doubles, so that an hour and a month both fit. One thread at a time.
/// </summary>
public sealed class PnlCurveKeeper
{
    /// <summary>Wider than any chart has pixels to tell apart on a phone, half of a desktop's; a copy is 24 kB.</summary>
    public const int MaximumPoints = 720;

    private static readonly Duration FirstSpacing = Duration.FromSeconds(1);

    private readonly List<PnlPoint> _points = new(MaximumPoints + 1);
    private IReadOnlyList<PnlPoint>? _copy = [];

    /// <summary>Least time between two points now.</summary>
    public Duration Spacing { get; private set; } = FirstSpacing;

    /// <summary>Takes a point where the spacing has passed; the last point else follows the present.</summary>
    public void Take(in PnlPoint point)
    {
        // The last point is provisional until the one after it comes, so that the curve always ends now.
        if (_points.Count >= 2 && point.At - _points[^2].At < Spacing)
        {
            _points[^1] = point;
        }
        else
        {
            _points.Add(point);
        }

        _copy = null;
        if (_points.Count > MaximumPoints)
        {
            Thin();
        }
    }

    public IReadOnlyList<PnlPoint> Copy() => _copy ??= [.. _points];

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
