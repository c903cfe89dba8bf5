using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills;

/// <summary>Which levels the snapshot at hand names; begun anew without touching the arrays.</summary>
internal sealed class SnapshotMarks
{
    private readonly int[][] _marks = [new int[Price.Scale + 1], new int[Price.Scale + 1]];
    private int _number;

    internal void Begin() => _number++;

    internal void Mark(Side side, int units) => _marks[(int)side][units] = _number;

    internal bool IsMarked(Side side, int units) => _marks[(int)side][units] == _number;
}
