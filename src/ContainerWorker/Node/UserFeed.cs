using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.User;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>From the user socket to the engine. The stream has no replay: each connection begins with a reconciliation.</summary>
internal sealed class UserFeed(
    FillIntake fills, OrderGateway gateway, Reconciliation reconciliation, EngineDriver driver, INodeObserver observer, HttpOutbox outbox) : IUserEvents
{
    public bool IsConnected { get; private set; }

    public long Frames { get; private set; }

    public long Skipped { get; private set; }

    void IUserEvents.Order(Timestamp now, in UserOrder order)
    {
        Frames++;
        if (!gateway.Observed(now, order.Order, KindOf(order), order.Matched, Reason.None, outbox))
        {
            reconciliation.Refresh(now);
        }
    }

    void IUserEvents.Trade(Timestamp now, in UserTrade trade)
    {
        Frames++;
        foreach (ref readonly var fill in trade.Fills)
        {
            fills.Take(now, fill);
        }
    }

    void IUserEvents.Connected(Timestamp now)
    {
        Connection(now, connected: true, "user");
        reconciliation.Begin(now);
    }

    void IUserEvents.ContinuityLost(Timestamp now, string why) => Connection(now, connected: false, "user: " + why);

    void IUserEvents.FrameSkipped(Timestamp now, FrameFault fault)
    {
        Skipped++;
        observer.Noted(now, NodeNote.FrameSkipped, "user: " + fault);
    }

    private static OrderReportKind KindOf(in UserOrder order) => order.Kind switch
    {
        UserOrderKind.Cancellation => OrderReportKind.Cancelled,
        _ when order.IsTerminal => OrderReportKind.Cancelled,
        _ when order.Matched.IsPositive && order.Matched >= order.OriginalSize => OrderReportKind.Matched,
        _ => OrderReportKind.Live,
    };

    private void Connection(Timestamp now, bool connected, string detail)
    {
        IsConnected = connected;
        observer.Noted(now, connected ? NodeNote.FeedBack : NodeNote.FeedLost, detail);
        driver.Engine.OnFeed(now, Feed.User, connected, driver.Effects);
    }
}
