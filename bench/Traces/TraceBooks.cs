using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Bench.Traces;

/// <summary>The frame reader with nothing behind it but the two live books of the trace's market.</summary>
internal sealed class TraceBooks : IMarketEvents
{
    private readonly OrderBook[] _books = [new(), new()];

    public TraceBooks()
    {
        var tokens = new TokenDirectory();
        tokens.TryAdd(new MarketId(0), TraceMarket.Spec);
        Reader = new MarketFrameReader(tokens, this, new FrameFaults());
    }

    public MarketFrameReader Reader { get; }

    public void Drop()
    {
        foreach (var book in _books)
        {
            book.Drop();
        }
    }

    /// <summary>Best bid and best ask of one book, as <c>0.49/0.51</c>.</summary>
    public string Touch(Outcome outcome) => $"{_books[(int)outcome].BestBid}/{_books[(int)outcome].BestAsk}";

    public void BookSnapshot(
        Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope) =>
        _books[(int)outcome].ApplySnapshot(venueTime, bids, asks);

    public void BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes)
    {
        foreach (ref readonly var delta in deltas)
        {
            _books[(int)delta.Outcome].Apply(venueTime, delta.Side, delta.Price, delta.Size);
        }
    }

    public void Trade(Timestamp now, MarketId market, in TradePrint print)
    {
        // Prints do not change books.
    }

    public void TickSizeChanged(Timestamp now, MarketId market, TickSize tick)
    {
        // The trace stays on one grid.
    }

    public void Resolved(Timestamp now, MarketId market, Outcome winner)
    {
        // The trace ends before the window does.
    }

    public void Connected(Timestamp now)
    {
        // There is no connection.
    }

    public void ContinuityLost(Timestamp now, string why) => throw new InvalidDataException($"The trace broke off: {why}");

    public void FrameSkipped(Timestamp now, FrameFault fault) => throw new InvalidDataException($"The reader refused a frame of the trace: {fault}");
}
