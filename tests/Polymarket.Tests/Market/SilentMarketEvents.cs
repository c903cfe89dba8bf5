using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Tests.Market;

/// <summary>Hears everything and keeps nothing.</summary>
internal sealed class SilentMarketEvents : IMarketEvents
{
    public void BookSnapshot(Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope)
    {
    }

    public void BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes)
    {
    }

    public void Trade(Timestamp now, MarketId market, in TradePrint print)
    {
    }

    public void TickSizeChanged(Timestamp now, MarketId market, TickSize tick)
    {
    }

    public void Resolved(Timestamp now, MarketId market, Outcome winner)
    {
    }

    public void Connected(Timestamp now)
    {
    }

    public void ContinuityLost(Timestamp now, string why)
    {
    }

    public void FrameSkipped(Timestamp now, FrameFault fault)
    {
    }
}
