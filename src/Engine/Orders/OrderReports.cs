using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>Takes in what is told of our orders, in any order and any number of times.</summary>
internal sealed class OrderReports
{
    private readonly OrderOptions _options;
    private readonly OrderTable _orders;
    private readonly Cancels _cancels;
    private readonly CircuitBreakers _breakers;
    private readonly EngineCounters _counters;

    public OrderReports(OrderOptions options, OrderTable orders, Cancels cancels, CircuitBreakers breakers, EngineCounters counters)
    {
        _options = options;
        _orders = orders;
        _cancels = cancels;
        _breakers = breakers;
        _counters = counters;
    }

    /// <summary>One report on the order at <paramref name="index"/>.</summary>
    public void Take(Market market, int index, in OrderReport report, Timestamp now, EffectBuffer effects)
    {
        ref var order = ref _orders[index];
        var before = order.State;
        var after = before.After(report.Kind);
        if (before == OrderState.NeverArrived && after != before)
        {
            Resurrect(market, index, now, effects);
        }

        Announce(ref order, report.Kind == OrderReportKind.Matched ? order.Size : report.MatchedTotal, now);
        order.State = after;
        if (before is OrderState.PendingPlace or OrderState.Unknown && after is OrderState.Live or OrderState.Matched or OrderState.Rejected)
        {
            _breakers.Venue.OnAnswer(now, after == OrderState.Rejected);
        }

        if (report.Kind is OrderReportKind.Live or OrderReportKind.Unknown)
        {
            _cancels.OnAlive(ref order, now);
        }
        else if (report.Kind == OrderReportKind.CancelFailed && before == OrderState.PendingCancel)
        {
            _cancels.OnFailed(ref order, now);
        }

        if (after.IsTerminal() && !before.IsTerminal())
        {
            OnEnd(market, order, report, now);
        }

        Settle(market, index);
    }

    /// <summary>One execution of the order at <paramref name="index"/>, told for the first time.</summary>
    /// <returns>True where it goes beyond the order's size.</returns>
    public bool TakeFill(Market market, int index, Size size, Timestamp now, EffectBuffer effects)
    {
        ref var order = ref _orders[index];
        if (order.State == OrderState.NeverArrived)
        {
            Resurrect(market, index, now, effects);
            order.State = OrderState.Live;
        }

        order.Executed += size;
        if (order.State is OrderState.PendingPlace or OrderState.Unknown)
        {
            order.State = OrderState.Live;
            _cancels.OnAlive(ref order, now);
        }

        if (!order.State.IsTerminal() && order.Executed >= order.Size)
        {
            order.State = OrderState.Matched;
        }

        Settle(market, index);
        return order.Executed > order.Size;
    }

    /// <summary>The market is resolved: what is left of its orders is gone, announced fills will not come.</summary>
    public void EndAll(Market market)
    {
        while (market.OpenCount > 0)
        {
            var index = market.Open[0];
            ref var order = ref _orders[index];
            if (!order.State.IsTerminal())
            {
                order.State = OrderState.Cancelled;
                _counters.OrdersCancelled++;
            }

            order.Announced = Size.Min(order.Announced, order.Executed);
            market.RemoveOpen(index);
        }
    }

    /// <summary>A person has looked: announced fills that never came are given up.</summary>
    public void ForgiveAwaited(Market market)
    {
        for (var place = market.OpenCount - 1; place >= 0; place--)
        {
            var index = market.Open[place];
            ref var order = ref _orders[index];
            order.Announced = Size.Min(order.Announced, order.Executed);
            Settle(market, index);
        }
    }

    private static void Announce(ref OrderRecord order, Size total, Timestamp now)
    {
        var announced = Size.Max(order.Announced, Size.Min(total, order.Size));
        if (announced > order.Announced)
        {
            order.Announced = announced;
            order.AwaitingSince = now;
        }
    }

    private void OnEnd(Market market, in OrderRecord order, in OrderReport report, Timestamp now)
    {
        switch (order.State)
        {
            case OrderState.Rejected:
                _counters.OrdersRejected++;
                _counters.PostOnlyRejected += report.Reason == Reason.RejectedPostOnlyWouldCross ? 1 : 0;
                Pause(market, order, now + _options.PauseAfter(report.Reason), OrderOptions.IsRace(report.Reason));
                break;
            case OrderState.NeverArrived:
                Pause(market, order, now + _options.RefusalPause, isRace: false);
                break;
            case OrderState.Cancelled:
                _counters.OrdersCancelled++;
                if (order.Type is OrderType.Fak or OrderType.Fok && !order.Announced.IsPositive && !order.Executed.IsPositive)
                {
                    Pause(market, order, now + _options.RacePause, isRace: true);
                }
                else if (!order.CancelWanted && order.Type == OrderType.Gtc)
                {
                    // The venue took it away by itself, mostly for funds.
                    Pause(market, order, now + _options.RefusalPause, isRace: false);
                }

                break;
        }
    }

    private static void Pause(Market market, in OrderRecord order, Timestamp until, bool isRace) =>
        market.SeatOf(order.Bot).Pause(order.Slot, until, isRace);

    private void Resurrect(Market market, int index, Timestamp now, EffectBuffer effects)
    {
        ref var order = ref _orders[index];
        order.CancelWanted = true;
        order.NextCancel = now;
        if (!market.Holds(index) && market.HasRoom)
        {
            market.AddOpen(index);
        }

        ref var alert = ref effects.Add(EffectKind.Alert, now);
        alert.Market = market.Id;
        alert.Intent = order.Intent;
        alert.Reason = Reason.UnknownOutcomeResolved;
        alert.Size = order.Size;
    }

    private void Settle(Market market, int index)
    {
        ref readonly var order = ref _orders[index];
        if (order.IsOver)
        {
            market.RemoveOpen(index);
        }
        else if (!market.Holds(index) && market.HasRoom)
        {
            // A cancelled order that was matched after all waits for its fills.
            market.AddOpen(index);
        }
    }
}
