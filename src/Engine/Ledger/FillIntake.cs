using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Ledger;

/// <summary>Takes executions into the ledger, the order, the limits and the mark-outs.</summary>
internal sealed class FillIntake
{
    /// <summary>More shares than the collateral in existence could buy in one execution is no execution.</summary>
    private static readonly Size LargestFill = Size.Shares(1_000_000_000);

    private readonly OrderTable _orders;
    private readonly OrderReports _reports;
    private readonly World _world;
    private readonly CircuitBreakers _breakers;
    private readonly InvariantGuard _guard;
    private readonly MarkOuts _markOuts;
    private readonly EngineCounters _counters;

    public FillIntake(
        OrderTable orders, OrderReports reports, World world, CircuitBreakers breakers, InvariantGuard guard, MarkOuts markOuts, EngineCounters counters)
    {
        _orders = orders;
        _reports = reports;
        _world = world;
        _breakers = breakers;
        _guard = guard;
        _markOuts = markOuts;
        _counters = counters;
    }

    public static bool MakesSense(in Fill fill) =>
        fill.Size.IsPositive && fill.Size <= LargestFill
        && fill.Amount >= Money.Zero && fill.Amount.Micros <= fill.Size.Units
        && fill.Fee >= Money.Zero && fill.Fee.Micros <= fill.Size.Units
        && fill.Outcome is Outcome.Up or Outcome.Down && fill.Side is Side.Buy or Side.Sell && fill.Status <= FillStatus.Failed;

    public void Take(Market market, in Fill fill, Timestamp now, EffectBuffer effects)
    {
        var seat = SeatOf(market, fill);
        var before = seat.Ledger.Books;
        var booking = seat.Ledger.Apply(fill, now);
        switch (booking)
        {
            case FillBooking.TableFull:
                _guard.Broken(market, now, effects);
                return;
            case FillBooking.Duplicate or FillBooking.Advanced:
                return;
            case FillBooking.Booked or FillBooking.BookedFailed:
                OnFirstTold(market, seat, fill, now, effects);
                break;
        }

        if (booking is FillBooking.BookedFailed or FillBooking.Reversed or FillBooking.Restored)
        {
            var reason = booking == FillBooking.Restored ? Reason.SettlementMismatch : Reason.SettlementFailed;
            Tell(market, fill, reason, fill.Size, now, effects);
        }

        Follow(market, seat, before, now, effects);
    }

    /// <summary>Carries a change of the books to the limits and checks that the money adds up.</summary>
    public void Follow(Market market, Seat seat, in PositionFold before, Timestamp now, EffectBuffer effects)
    {
        var after = seat.Ledger.Books;
        _breakers.OnRealized(seat.Bot, now, after.Realized - before.Realized);
        if (after.TripsClosed > before.TripsClosed)
        {
            _breakers.OnTripClosed(seat.Bot, now, after.LastTripResult, effects);
        }

        seat.WorksOut &= after.Net.Magnitude >= market.Spec.MinimumOrderSize;

        if (!InvariantGuard.Holds(seat))
        {
            _guard.Broken(market, now, effects);
        }
    }

    /// <summary>
    /// The bot whose order it was. An order that is no longer remembered left its execution in a ledger, which knows it by its trade;
    /// what belongs to nobody falls to the first bot, which works it out.
    /// </summary>
    private Seat SeatOf(Market market, in Fill fill)
    {
        var index = _orders.Find(fill.Intent);
        if (index >= 0 && _orders[index].Generation == market.Generation)
        {
            return market.SeatOf(_orders[index].Bot);
        }

        foreach (var seat in market.Seats)
        {
            if (seat.Ledger.Knows(fill))
            {
                return seat;
            }
        }

        return market.Seats[0];
    }

    private void OnFirstTold(Market market, Seat seat, in Fill fill, Timestamp now, EffectBuffer effects)
    {
        _counters.Fills++;
        var index = _orders.Find(fill.Intent);
        if (index >= 0 && _orders[index].Generation == market.Generation)
        {
            if (_reports.TakeFill(market, index, fill.Size, now, effects))
            {
                Tell(market, fill, Reason.Overfill, _orders[index].Executed - _orders[index].Size, now, effects);
            }
        }
        else if (!_orders.HasIssued(fill.Intent))
        {
            OnForeign(market, seat, fill, now, effects);
            return;
        }

        if (fill.Status == FillStatus.Failed)
        {
            return;
        }

        if (fill.Side == Side.Buy)
        {
            _world.Collateral -= fill.Amount + fill.Fee;
        }

        _markOuts.Follow(market, fill.Outcome, fill.Side, fill.Price, fill.Size, now);
    }

    // Not of an order of this engine: of a former life of the worker, or of another program. The collateral the venue tells has
    // it already, its price says nothing about our quotes, and what it holds has no target of ours.
    private void OnForeign(Market market, Seat seat, in Fill fill, Timestamp now, EffectBuffer effects)
    {
        seat.WorksOut = true;
        if (_world.IsHealthy(Feed.Reconciliation))
        {
            // While reconciling, executions of a former life are expected.
            Tell(market, fill, Reason.ForeignOrder, fill.Size, now, effects);
        }
    }

    private static void Tell(Market market, in Fill fill, Reason reason, Size size, Timestamp now, EffectBuffer effects)
    {
        ref var alert = ref effects.Add(EffectKind.Alert, now);
        alert.Market = market.Id;
        alert.Intent = fill.Intent;
        alert.Reason = reason;
        alert.Outcome = fill.Outcome;
        alert.Side = fill.Side;
        alert.Price = fill.Price;
        alert.Size = size;
    }
}
