using System.Diagnostics;
using PolyCloud.Bench.Traces;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Percentiles;

/// <summary>Both shadow books with every hash checked: off the hot path, measured to know what it costs.</summary>
internal sealed class ShadowReplay(TraceEvent[] events) : IReplay
{
    private readonly LatencySample _frames = new("shadow books, frame queued, due ones hashed", events.Length * 10);
    private RecentTradePrices _trades = new();
    private ShadowBook[] _shadows = [];

    public IReadOnlyList<LatencySample> Samples => [_frames];

    public void Reset()
    {
        _trades = new RecentTradePrices();
        _shadows = [.. Enum.GetValues<Outcome>().Select(outcome => new ShadowBook(
            new BookIdentity { ConditionId = TraceMarket.ConditionId, TokenId = TraceMarket.TokenId(outcome), MinimumOrderSize = Size.Shares(5) },
            TickSize.Cent,
            _trades,
            new ShadowBookOptions()))];
    }

    public void Run()
    {
        var now = default(Timestamp);
        foreach (var each in events)
        {
            now = Timestamp.Later(now, each.VenueTime);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            Take(each, now);
            _frames.Stop(started);
            _frames.AddAllocated(GC.GetAllocatedBytesForCurrentThread() - allocated);
        }
    }

    private void Take(TraceEvent each, Timestamp now)
    {
        if (each.Trade is { } trade)
        {
            _trades.Note(trade.Price);
        }
        else if (each.Book is { } outcome)
        {
            _shadows[(int)outcome].EnqueueSnapshot(now, each.VenueTime, each.Bids, each.Asks, each.Hashes[0]);
        }

        for (var index = 0; index < each.Deltas.Length; index++)
        {
            var delta = each.Deltas[index];
            _shadows[(int)delta.Outcome].Enqueue(now, each.VenueTime, delta.Side, delta.Price, delta.Size, each.Hashes[index]);
        }

        foreach (var shadow in _shadows)
        {
            shadow.Advance(now);
        }
    }
}
