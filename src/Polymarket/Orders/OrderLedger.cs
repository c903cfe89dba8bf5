using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Orders;

/// <summary>The only place that moves an order's state, reports it and sets its next timer.</summary>
internal sealed class OrderLedger
{
    private readonly OrderGatewayOptions _options;
    private readonly OrderTable _orders;
    private readonly IOrderGatewayEvents _events;
    private readonly Bought _bought;

    /// <param name="bought">Told the token of each buy of which more is matched.</param>
    public OrderLedger(OrderGatewayOptions options, OrderTable orders, IOrderGatewayEvents events, Bought bought)
    {
        _bought = bought;
        _options = options;
        _orders = orders;
        _events = events;
    }

    public delegate void Bought(in UInt256 token);

    /// <summary>It rests. Told once, and again when more of it is matched.</summary>
    public void Live(Timestamp now, GatewayOrder order, Size matched)
    {
        var first = order.State != GatewayOrderState.Live;
        var news = first || matched > order.Matched;

        // An entry that comes to rest long after its decision rests at a price of another market.
        order.CancelWanted |= first && order.Purpose == OrderPurpose.Entry && now - order.DecidedAt > _options.LateAcknowledgement;
        order.State = GatewayOrderState.Live;
        order.Acknowledged = true;
        order.InDoubt = false;
        Match(order, matched);
        _orders.Schedule(order, now + _options.AuditAfter);
        if (news)
        {
            Report(now, order, OrderReportKind.Live, Reason.None);
        }
    }

    /// <summary>The outcome of its placement is not known. Told once.</summary>
    public void Unknown(Timestamp now, GatewayOrder order, Reason reason)
    {
        var news = order.State != GatewayOrderState.Unknown;
        order.State = GatewayOrderState.Unknown;
        order.InDoubt = true;
        if (news)
        {
            Report(now, order, OrderReportKind.Unknown, reason);
        }
    }

    public void CancelFailed(Timestamp now, GatewayOrder order, Reason reason) => Report(now, order, OrderReportKind.CancelFailed, reason);

    /// <summary>A cancel of an intent that was never placed here, or is long over.</summary>
    public void CancelUnknownIntent(Timestamp now, IntentId intent) =>
        _events.Reported(now, new OrderReport(intent, OrderReportKind.CancelFailed, Size.Zero, Reason.ForeignOrder));

    /// <summary>Says once more what was said last.</summary>
    public void Repeat(Timestamp now, GatewayOrder order) => _events.Reported(now, order.Last);

    /// <summary>It is over. Later news of it change nothing.</summary>
    public void Finish(Timestamp now, GatewayOrder order, OrderReportKind kind, Size matched, Reason reason)
    {
        if (order.State == GatewayOrderState.Done)
        {
            return;
        }

        order.State = GatewayOrderState.Done;
        order.InDoubt = false;
        order.CancelWanted = false;
        order.Entry = default;
        Match(order, matched);
        _orders.Finish(order);
        _orders.Schedule(order, now + _options.ForgetAfter);
        if (kind == OrderReportKind.Matched && order.IsImmediate && order.Matched.IsPositive && !order.IsWhole(order.Matched))
        {
            // The venue calls an immediate order matched when any of it was; what was not is killed, and no fill of it will come.
            (kind, reason) = (OrderReportKind.Cancelled, Reason.RejectedNotFilledWhole);
        }

        Report(now, order, kind, reason);
    }

    /// <summary>An order declared gone rests after all.</summary>
    public void Revive(Timestamp now, GatewayOrder order)
    {
        _orders.Activate(order);
        Live(now, order, order.Matched);
    }

    private void Match(GatewayOrder order, Size matched)
    {
        if (matched > order.Matched)
        {
            order.Matched = matched;
            if (order.Side == Side.Buy)
            {
                _bought(order.Token);
            }
        }
    }

    private void Report(Timestamp now, GatewayOrder order, OrderReportKind kind, Reason reason)
    {
        var report = new OrderReport(order.Intent, kind, order.Matched, reason);
        if (kind != OrderReportKind.CancelFailed)
        {
            order.Last = report;
        }

        _events.Reported(now, report);
    }
}
