using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Market;

/// <summary>What comes with a book beside its levels.</summary>
/// <param name="Hash">The venue's hash of this book; zero where none was given.</param>
/// <param name="TickSize">Given on subscribe, not after trades.</param>
/// <param name="LastTradePrice">Given on subscribe, not after trades; of the market, in the taker's token.</param>
public readonly record struct BookEnvelope(Hash160 Hash, TickSize? TickSize, Price? LastTradePrice);

/// <summary>
/// What the market socket tells its owner, in order of arrival: about a fifth of the frames is older than one already told,
/// so every event carries the venue's moment. Spans are valid during the call only.
/// </summary>
public interface IMarketEvents
{
    /// <summary>A whole book; levels in the venue's order (best last) or any other.</summary>
    void BookSnapshot(Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope);

    /// <summary>All changes of one frame.</summary>
    /// <param name="hashes">One for each delta: the hash of that token's book after it; zero where none was given.</param>
    void BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes);

    void Trade(Timestamp now, MarketId market, in TradePrint print);

    void TickSizeChanged(Timestamp now, MarketId market, TickSize tick);

    void Resolved(Timestamp now, MarketId market, Outcome winner);

    /// <summary>Subscribed on a fresh connection; the books follow.</summary>
    void Connected(Timestamp now);

    /// <summary>The books can no longer be trusted; told once for a connection, at once.</summary>
    void ContinuityLost(Timestamp now, string why);

    /// <summary>A kind of bad input was seen for the first time; further ones are only counted.</summary>
    void FrameSkipped(Timestamp now, FrameFault fault);
}
