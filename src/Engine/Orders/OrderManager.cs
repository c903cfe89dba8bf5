using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>Brings the live orders of a market to the desired ones: at most one live order per role, replaced only by the churn rules.</summary>
internal sealed class OrderManager
{
    private readonly OrderOptions _options;
    private readonly OrderTable _orders;
    private readonly RiskGate _gate;
    private readonly Cancels _cancels;
    private readonly InvariantGuard _guard;
    private readonly EngineCounters _counters;

    public OrderManager(OrderOptions options, OrderTable orders, RiskGate gate, Cancels cancels, InvariantGuard guard, EngineCounters counters)
    {
        _options = options;
        _orders = orders;
        _gate = gate;
        _cancels = cancels;
        _guard = guard;
        _counters = counters;
    }

    /// <summary>The place of the role's order that may still execute, or −1.</summary>
    public int FindLive(Market market, OrderRole role)
    {
        foreach (var index in market.Open)
        {
            if (_orders[index].Role == role && !_orders[index].State.IsTerminal())
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Keeps, cancels or places. A cancelled order is replaced only once its end is known.</summary>
    /// <returns>Why the wanted order is not there, or none.</returns>
    public Reason Align(Market market, OrderRole role, DesiredOrder desired, Timestamp now, EffectBuffer effects)
    {
        var live = FindLive(market, role);
        if (live >= 0)
        {
            return AlignLive(market, ref _orders[live], desired, now, effects);
        }

        if (!desired.Wanted)
        {
            return Reason.None;
        }

        var paused = market.PausedUntil(role);
        if (now < paused)
        {
            market.Deadline = Timestamp.Earlier(market.Deadline, paused);
            return Reason.CoolingDown;
        }

        var exposure = Exposure.Of(market.Ledger.Books, _orders, market.Open);
        var reason = _gate.Admit(market, exposure, ref desired);
        return reason == Reason.None ? Place(market, role, exposure, desired, now, effects) : reason;
    }

    private Reason AlignLive(Market market, ref OrderRecord order, in DesiredOrder desired, Timestamp now, EffectBuffer effects)
    {
        if (order.Type == OrderType.Fak || order.CancelWanted || Fits(market, order, desired))
        {
            return Reason.None;
        }

        var oldEnough = order.Placed + _options.MinimumQuoteLife;
        if (!MustGoNow(order, desired) && now < oldEnough)
        {
            market.Deadline = Timestamp.Earlier(market.Deadline, oldEnough);
            return Reason.None;
        }

        _cancels.Request(ref order, now, effects);
        return Reason.None;
    }

    private bool Fits(Market market, in OrderRecord order, in DesiredOrder desired)
    {
        if (!desired.Wanted || desired.Type == OrderType.Fak || UpSide(desired) != order.UpSide || order.Remaining > desired.Size)
        {
            return false;
        }

        // A rest below the minimum could not be sent again: what rests for it stays where it is.
        if (order.Role == OrderRole.Closing && desired.Size < market.Spec.MinimumOrderSize)
        {
            return true;
        }

        var moved = Math.Abs(UpPrice(desired).Units - order.UpPrice.Units);
        var grown = order.Role == OrderRole.Closing && desired.Size - order.Remaining >= _options.MinimumChangeSize;
        return moved < _options.MinimumChangeTicks * market.Tick.Units && !grown;
    }

    private static bool MustGoNow(in OrderRecord order, in DesiredOrder desired)
    {
        if (!desired.Wanted)
        {
            return !desired.MayLinger;
        }

        return desired.Type == OrderType.Fak
            || (order.Role == OrderRole.Closing && (UpSide(desired) != order.UpSide || order.Remaining > desired.Size));
    }

    private Reason Place(Market market, OrderRole role, in Exposure exposure, in DesiredOrder desired, Timestamp now, EffectBuffer effects)
    {
        if (!_guard.Holds(market, exposure, desired))
        {
            _guard.Broken(market, now, effects);
            return Reason.InvariantBroken;
        }

        var index = _orders.Add(market.Id, market.Generation);
        ref var order = ref _orders[index];
        order.Outcome = desired.Outcome;
        order.Side = desired.Side;
        order.Type = desired.Type;
        order.Purpose = desired.Purpose;
        order.Role = role;
        order.PostOnly = desired.PostOnly;
        order.Price = desired.Price;
        order.Size = desired.Size;
        order.Placed = now;
        market.AddOpen(index);
        _counters.OrdersPlaced++;

        ref var effect = ref effects.Add(EffectKind.Place, now);
        effect.Market = market.Id;
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
        return Reason.None;
    }

    private static Side UpSide(in DesiredOrder desired) => desired.Outcome == Outcome.Up ? desired.Side : desired.Side.Opposite();

    private static Price UpPrice(in DesiredOrder desired) => desired.Outcome == Outcome.Up ? desired.Price : desired.Price.Complement;
}
