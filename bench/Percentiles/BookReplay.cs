using System.Diagnostics;
using PolyCloud.Bench.Traces;
using PolyCloud.Engine.Book;

namespace PolyCloud.Bench.Percentiles;

/// <summary>The two live books alone, from frames already understood.</summary>
internal sealed class BookReplay(TraceEvent[] events) : IReplay
{
    private readonly LatencySample _changes = new("live books, two entries applied", events.Length * 10);
    private readonly LatencySample _snapshots = new("live book, snapshot 16+16 applied", events.Length * 10);
    private readonly OrderBook[] _books = [new(), new()];

    public IReadOnlyList<LatencySample> Samples => [_changes, _snapshots];

    public void Reset()
    {
        foreach (var book in _books)
        {
            book.Drop();
        }
    }

    public void Run()
    {
        foreach (var each in events)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            if (each.Book is { } outcome)
            {
                _books[(int)outcome].ApplySnapshot(each.VenueTime, each.Bids, each.Asks);
                _snapshots.Stop(started);
                _snapshots.AddAllocated(GC.GetAllocatedBytesForCurrentThread() - allocated);
            }
            else if (each.Trade is null)
            {
                foreach (ref readonly var delta in each.Deltas.AsSpan())
                {
                    _books[(int)delta.Outcome].Apply(each.VenueTime, delta.Side, delta.Price, delta.Size);
                }

                _changes.Stop(started);
                _changes.AddAllocated(GC.GetAllocatedBytesForCurrentThread() - allocated);
            }
        }
    }
}
