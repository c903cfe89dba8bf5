using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>The market channel as the paper exchange sees it: the same frames the node gets, read a second time.</summary>
internal sealed class PaperBooks : IMarketEvents
{
    private readonly PaperExchange _exchange;
    private readonly TokenDirectory _tokens = new();
    private readonly MarketFrameReader _reader;

    public PaperBooks(PaperExchange exchange)
    {
        _exchange = exchange;
        _reader = new MarketFrameReader(_tokens, this, new FrameFaults());
    }

    public void Follow(MarketId market, MarketSpec spec)
    {
        _ = _tokens.Remove(market);
        if (!_tokens.TryAdd(market, spec))
        {
            throw new InvalidOperationException($"The paper venue cannot follow {spec.Slug}: its tokens are unusable, or too many windows are open.");
        }
    }

    public void Read(Timestamp now, ReadOnlySpan<byte> frame) => _reader.Read(now, frame);

    /// <summary>The connection is gone: no book is known until the next one.</summary>
    public void Lose(Timestamp now)
    {
        for (var index = 0; index < _tokens.Count; index++)
        {
            _exchange.OnBookLost(now, _tokens.MarketAt(index));
        }
    }

    // One clock serves for the venue and for us: the moment of arrival is the moment of everything.
    void IMarketEvents.BookSnapshot(
        Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope) =>
        _exchange.OnBookSnapshot(now, market, outcome, bids, asks);

    void IMarketEvents.BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes) =>
        _exchange.OnBookDeltas(now, market, deltas);

    void IMarketEvents.Trade(Timestamp now, MarketId market, in TradePrint print) => _exchange.OnTrade(now, market, print);

    void IMarketEvents.TickSizeChanged(Timestamp now, MarketId market, TickSize tick) => _exchange.OnTickSize(now, market, tick);

    void IMarketEvents.Resolved(Timestamp now, MarketId market, Outcome winner)
    {
        // The node decides whose word on the winner counts.
    }

    void IMarketEvents.Connected(Timestamp now)
    {
        // The reader alone tells no connections.
    }

    void IMarketEvents.ContinuityLost(Timestamp now, string why)
    {
        // Nor their end.
    }

    void IMarketEvents.FrameSkipped(Timestamp now, FrameFault fault)
    {
        // The node reads the same frame and says so.
    }
}
