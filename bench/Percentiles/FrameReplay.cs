using System.Diagnostics;
using PolyCloud.Bench.Traces;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Percentiles;

/// <summary>From the bytes of a frame to the live books, by the reader the market session uses.</summary>
internal sealed class FrameReplay(byte[][] frames, TraceEvent[] events) : IReplay
{
    private readonly LatencySample _changes = new("price_change frame to live books", frames.Length * 10);
    private readonly LatencySample _snapshots = new("book frame 16+16 to live book", frames.Length * 10);
    private readonly LatencySample _trades = new("last_trade_price frame read", frames.Length * 10);
    private readonly TraceBooks _books = new();

    public IReadOnlyList<LatencySample> Samples => [_changes, _snapshots, _trades];

    public void Reset() => _books.Drop();

    public void Run()
    {
        var now = default(Timestamp);
        for (var index = 0; index < frames.Length; index++)
        {
            now = Timestamp.Later(now, events[index].VenueTime);
            var sample = events[index].Book is not null ? _snapshots : events[index].Trade is not null ? _trades : _changes;
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            _books.Reader.Read(now, frames[index]);
            sample.Stop(started);
            sample.AddAllocated(GC.GetAllocatedBytesForCurrentThread() - allocated);
        }
    }
}
