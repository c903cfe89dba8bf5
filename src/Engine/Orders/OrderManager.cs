using System.Numerics;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>Brings the live orders of one bot in one market to the desired ones: at most one live order per slot, replaced only by the churn rules.</summary>
internal sealed class OrderManager
{
    private readonly OrderTable _orders;
    private readonly RiskGate _gate;
    private readonly Cancels _cancels;
    private readonly InvariantGuard _guard;
    private readonly OrderBudget _budget;
    private readonly ChurnRules _churn;
    private readonly EngineCounters _counters;

    public OrderManager(OrderOptions options, OrderTable orders, RiskGate gate, Cancels cancels, InvariantGuard guard, EngineCounters counters)
    {
        _orders = orders;
        _gate = gate;
        _cancels = cancels;
        _guard = guard;
        _budget = new OrderBudget(options);
        _churn = new ChurnRules(options);
        _counters = counters;
    }

    /// <summary>Keeps, cancels or places for every slot of the strategy. A cancelled order is replaced only once its end is known.</summary>
    /// <param name="mayLinger">Whether a live order nobody wants may live out its shortest life, because only the price moved away.</param>
    /// <returns>Why no order is there where one was wanted; none where at least one is.</returns>
    public Reason AlignQuotes(ref Desk desk, QuoteBuffer quotes, bool mayLinger, EffectBuffer effects)
    {
        var live = desk.Live;
        var first = Reason.None;
        for (var rest = (live.Occupied | quotes.Wanted) & ~QuoteSlot.Closing.Bit; rest != 0; rest &= rest - 1)
        {
            var slot = QuoteSlot.At(BitOperations.TrailingZeroCount(rest));
            var wanted = quotes.Wants(slot);
            var reason = live.Has(slot)
                ? AlignLive(desk, slot, wanted, quotes[slot], mayLinger, effects)
                : PlaceNew(ref desk, slot, quotes[slot], effects);
            first = first == Reason.None ? reason : first;
            if (reason == Reason.InvariantBroken)
            {
                return reason;
            }
        }

        return (live.Occupied & ~QuoteSlot.Closing.Bit) != 0 ? Reason.None : first;
    }

    /// <summary>The same for the one order of the closing layer.</summary>
    public void AlignClosing(ref Desk desk, bool wanted, in DesiredQuote desired, EffectBuffer effects)
    {
        if (desk.Live.Has(QuoteSlot.Closing))
        {
            _ = AlignLive(desk, QuoteSlot.Closing, wanted, desired, mayLinger: false, effects);
        }
        else if (wanted)
        {
            _ = PlaceNew(ref desk, QuoteSlot.Closing, desired, effects);
        }
    }

    /// <summary>Places a person's order by the same gate; while an earlier one has no end it waits.</summary>
    /// <returns>Why it was not placed; none where it was.</returns>
    public Reason PlaceForPerson(ref Desk desk, in DesiredQuote desired, EffectBuffer effects) => desk.Live.Has(QuoteSlot.Person)
        ? Reason.CoolingDown
        : PlaceNew(ref desk, QuoteSlot.Person, desired, effects);

    private Reason AlignLive(in Desk desk, QuoteSlot slot, bool wanted, in DesiredQuote desired, bool mayLinger, EffectBuffer effects)
    {
        ref var order = ref _orders[desk.Live.PlaceOf(slot)];
        if (order.Type is OrderType.Fak or OrderType.Fok || order.CancelWanted || (wanted && _churn.Fits(desk.Market, order, desired)))
        {
            return Reason.None;
        }

        var market = desk.Market;
        var oldEnough = _churn.OldEnough(order);
        var mustGoNow = wanted ? ChurnRules.MustGoNow(order, desired) : !mayLinger;
        if (!mustGoNow && desk.Now < oldEnough)
        {
            market.Deadline = Timestamp.Earlier(market.Deadline, oldEnough);
            return Reason.None;
        }

        _cancels.Request(ref order, desk.Now, effects);
        return Reason.None;
    }

    private Reason PlaceNew(ref Desk desk, QuoteSlot slot, DesiredQuote desired, EffectBuffer effects)
    {
        var market = desk.Market;
        var paused = desk.Seat.PausedUntil(slot);
        if (desk.Now < paused)
        {
            market.Deadline = Timestamp.Earlier(market.Deadline, paused);
            return Reason.CoolingDown;
        }

        var reason = _gate.Admit(desk, slot, ref desired);
        if (reason != Reason.None)
        {
            return reason;
        }

        if (!_budget.TryTake(desk.Now, slot == QuoteSlot.Closing))
        {
            market.Deadline = Timestamp.Earlier(market.Deadline, _budget.NextToken(desk.Now, slot == QuoteSlot.Closing));
            return Reason.RateLimited;
        }

        if (!_guard.Holds(desk, slot, desired))
        {
            _guard.Broken(desk, effects);
            return Reason.InvariantBroken;
        }

        Place(ref desk, slot, desired, effects);
        return Reason.None;
    }

    private void Place(ref Desk desk, QuoteSlot slot, in DesiredQuote desired, EffectBuffer effects)
    {
        var market = desk.Market;
        var index = _orders.Add(market.Id, market.Generation);
        ref var order = ref _orders[index];
        order.Bot = desk.Seat.Bot.Id;
        order.Slot = slot;
        order.Outcome = desired.Outcome;
        order.Side = desired.Side;
        order.Type = desired.Type;
        order.Purpose = desired.Purpose;
        order.PostOnly = desired.PostOnly;
        order.Price = desired.Price;
        order.Size = desired.Size;
        order.QueueAhead = QueueEstimate.AtEntry(market, desired.Outcome, desired.Side, desired.Price);
        order.Placed = desk.Now;
        market.AddOpen(index);
        desk.Live.Add(slot, index);
        desk.Count(order);
        _gate.OnPlaced(order);
        _counters.OrdersPlaced++;

        ref var effect = ref effects.Add(EffectKind.Place, desk.Now);
        effect.Market = market.Id;
        effect.Bot = order.Bot;
        effect.Intent = order.Intent;
        effect.Outcome = desired.Outcome;
        effect.Side = desired.Side;
        effect.Type = desired.Type;
        effect.Purpose = desired.Purpose;
        effect.PostOnly = desired.PostOnly;
        effect.Price = desired.Price;
        effect.Size = desired.Size;
        effect.Reason = desired.Reason;
        effect.Phase = market.Phase.Current;
    }
}
