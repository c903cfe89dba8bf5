using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Prices;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Polymarket.User;

namespace PolyCloud.ContainerWorker.Doctor.Sockets;

/// <summary>Listens to any session for one question only: has it shown data, or said why it cannot?</summary>
/// <param name="pongIsEnough">For a socket on which nothing may ever happen.</param>
internal sealed class SocketHearing(bool pongIsEnough) : IMarketEvents, IUserEvents, IPriceEvents, IFastPriceEvents
{
    private readonly TaskCompletionSource _proved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _problem;

    /// <summary>Ends with the first data.</summary>
    public Task Proved => _proved.Task;

    /// <summary>The last thing that went wrong, in words, or null.</summary>
    public string? Problem => _problem;

    /// <summary>Whether a connection was ever open.</summary>
    public bool WasOpen { get; set; }

    /// <summary>A message that is a pong or better was understood.</summary>
    public void MessageCame()
    {
        if (pongIsEnough)
        {
            Prove();
        }
    }

    void IMarketEvents.BookSnapshot(
        Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope) => Prove();

    void IMarketEvents.BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes) => Prove();

    void IMarketEvents.Trade(Timestamp now, MarketId market, in TradePrint print) => Prove();

    void IMarketEvents.TickSizeChanged(Timestamp now, MarketId market, TickSize tick) => Prove();

    void IMarketEvents.Resolved(Timestamp now, MarketId market, Outcome winner) => Prove();

    void IMarketEvents.Connected(Timestamp now) => WasOpen = true;

    void IMarketEvents.ContinuityLost(Timestamp now, string why) => _problem = why;

    void IMarketEvents.FrameSkipped(Timestamp now, FrameFault fault) => _problem = $"a message was not understood ({fault})";

    void IUserEvents.Order(Timestamp now, in UserOrder order) => Prove();

    void IUserEvents.Trade(Timestamp now, TradeRecord trade) => Prove();

    void IUserEvents.Connected(Timestamp now) => WasOpen = true;

    void IUserEvents.ContinuityLost(Timestamp now, string why) => _problem = why;

    void IUserEvents.FrameSkipped(Timestamp now, FrameFault fault) => _problem = $"a message was not understood ({fault})";

    void IPriceEvents.Price(Timestamp now, string asset, in OracleTick tick) => Prove();

    void IPriceEvents.Connected(Timestamp now) => WasOpen = true;

    void IPriceEvents.ContinuityLost(Timestamp now, string why) => _problem = why;

    void IPriceEvents.Refused(Timestamp now, string code) => _problem = "refused: " + code;

    void IPriceEvents.FrameSkipped(Timestamp now, FrameFault fault) => _problem = $"a message was not understood ({fault})";

    void IFastPriceEvents.FastPrice(Timestamp now, string asset, in FastPriceTick tick) => Prove();

    void IFastPriceEvents.Connected(Timestamp now, FastPriceSource source) => WasOpen = true;

    void IFastPriceEvents.ContinuityLost(Timestamp now, FastPriceSource source, string why) => _problem = why;

    void IFastPriceEvents.FrameSkipped(Timestamp now, FastPriceSource source, FrameFault fault) => _problem = $"a message was not understood ({fault})";

    private void Prove() => _proved.TrySetResult();
}
