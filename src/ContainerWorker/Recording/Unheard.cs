using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Prices;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Polymarket.User;

namespace PolyCloud.ContainerWorker.Recording;

/// <summary>Listens to nothing: a recorder keeps the bytes and does not care what they mean.</summary>
internal sealed class Unheard : IMarketEvents, IUserEvents, IPriceEvents, IFastPriceEvents
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

    public void Trade(Timestamp now, TradeRecord trade)
    {
    }

    public void TickSizeChanged(Timestamp now, MarketId market, TickSize tick)
    {
    }

    public void Resolved(Timestamp now, MarketId market, Outcome winner)
    {
    }

    public void Order(Timestamp now, in UserOrder order)
    {
    }

    public void Price(Timestamp now, string asset, in OracleTick tick)
    {
    }

    public void Refused(Timestamp now, string code)
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

    public void FastPrice(Timestamp now, string asset, in FastPriceTick tick)
    {
    }

    public void Connected(Timestamp now, FastPriceSource source)
    {
    }

    public void ContinuityLost(Timestamp now, FastPriceSource source, string why)
    {
    }

    public void FrameSkipped(Timestamp now, FastPriceSource source, FrameFault fault)
    {
    }
}
