using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Polymarket.User;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>From the user socket to the engine. The stream has no replay: each connection begins with a reconciliation.</summary>
internal sealed class UserFeed(
    FillIntake fills, OrderGateway gateway, Reconciliation reconciliation, EngineDriver driver, INodeObserver observer, MarketDirectory directory, HttpOutbox outbox) : IUserEvents
{
    public bool IsConnected { get; private set; }

    private readonly List<VenueFill> _own = [];

    void IUserEvents.Order(Timestamp now, in UserOrder order)
    {
        if (KindOf(order) is { } kind && !gateway.Observed(now, order.Order, kind, order.MatchedTotal, Reason.None, outbox))
        {
            reconciliation.Refresh(now);
        }
    }

    void IUserEvents.Trade(Timestamp now, TradeRecord trade)
    {
        _own.Clear();
        OwnFills.AppendTo(_own, trade, directory.TryToken(trade.Token, out var pair, out _) ? pair.Spec.Fees : FeeSchedule.Crypto);
        foreach (var fill in _own)
        {
            fills.Take(now, fill);
        }
    }

    void IUserEvents.Connected(Timestamp now)
    {
        // The doubt first: between the two calls the engine would quote on what it knew before the gap.
        reconciliation.Begin(now);
        Connection(now, connected: true, "user");
    }

    void IUserEvents.ContinuityLost(Timestamp now, string why) => Connection(now, connected: false, "user: " + why);

    void IUserEvents.FrameSkipped(Timestamp now, FrameFault fault) => observer.Noted(now, NodeNote.FrameSkipped, "user: " + fault);

    /// <summary>Null for a state from which nothing follows yet: held takers, and words nobody knows.</summary>
    private static OrderReportKind? KindOf(in UserOrder order) => order.State switch
    {
        UserOrderState.Cancelled or UserOrderState.Invalid => OrderReportKind.Cancelled,
        UserOrderState.Matched => OrderReportKind.Matched,
        _ when order.Change == UserOrderChange.Cancellation => OrderReportKind.Cancelled,
        UserOrderState.Live or UserOrderState.Unmatched => OrderReportKind.Live,
        _ => null,
    };

    private void Connection(Timestamp now, bool connected, string detail)
    {
        IsConnected = connected;
        observer.Noted(now, connected ? NodeNote.FeedBack : NodeNote.FeedLost, detail);
        driver.Engine.OnFeed(now, Feed.User, connected, driver.Effects);
    }
}
