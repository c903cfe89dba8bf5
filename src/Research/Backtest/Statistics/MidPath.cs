using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;

namespace PolyCloud.Research.Backtest.Statistics;

/// <summary>The mid of a tape's book over the venue's time, in Up terms. For statistics after a run; no run is handed it.</summary>
internal sealed class MidPath
{
    private readonly List<long> _moments = [];
    private readonly List<double> _mids = [];

    internal MidPath(WindowTape tape)
    {
        var bids = new SortedList<int, long>();
        var asks = new SortedList<int, long>();
        foreach (ref readonly var tapeEvent in tape.Events)
        {
            if (tapeEvent.Kind is TapeEventKind.Snapshot or TapeEventKind.BookLost)
            {
                bids.Clear();
                asks.Clear();
            }

            if (tapeEvent.Kind is TapeEventKind.Snapshot or TapeEventKind.Levels)
            {
                foreach (ref readonly var level in tape.LevelsOf(tapeEvent))
                {
                    Set(level.Side == Side.Buy ? bids : asks, level);
                }
            }

            var mid = bids.Count > 0 && asks.Count > 0 ? (bids.Keys[^1] + asks.Keys[0]) / 200.0 : double.NaN;
            if (_mids.Count == 0 || !mid.Equals(_mids[^1]))
            {
                _moments.Add(Math.Max(tapeEvent.VenueTime.Micros, _moments.Count > 0 ? _moments[^1] : 0));
                _mids.Add(mid);
            }
        }
    }

    /// <summary>In cents; not a number where the book had not both sides.</summary>
    internal double CentsAt(Timestamp moment)
    {
        var found = _moments.BinarySearch(moment.Micros);
        if (found < 0)
        {
            found = ~found - 1;
        }

        while (found >= 0 && found + 1 < _moments.Count && _moments[found + 1] == moment.Micros)
        {
            found++;
        }

        return found < 0 ? double.NaN : _mids[found];
    }

    private static void Set(SortedList<int, long> side, in TapeLevel level)
    {
        if (level.Size.IsPositive)
        {
            side[level.Price.Units] = level.Size.Units;
        }
        else
        {
            side.Remove(level.Price.Units);
        }
    }
}
