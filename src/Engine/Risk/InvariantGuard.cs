using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>
/// What must hold whatever the rest of the engine thinks: asserted on each order just before it leaves and on the books after
/// each fill. It repeats the risk gate's questions in other words on purpose.
/// </summary>
internal sealed class InvariantGuard
{
    private readonly RiskOptions _options;
    private readonly OrderTable _orders;
    private readonly World _world;
    private readonly Cancels _cancels;
    private readonly EngineCounters _counters;

    public InvariantGuard(RiskOptions options, OrderTable orders, World world, Cancels cancels, EngineCounters counters)
    {
        _options = options;
        _orders = orders;
        _world = world;
        _cancels = cancels;
        _counters = counters;
    }

    /// <summary>Whether this order may exist.</summary>
    public bool Holds(in Desk desk, QuoteSlot slot, in DesiredQuote order)
    {
        var market = desk.Market;
        ref readonly var exposure = ref desk.All;
        var halted = market.Halt != Reason.None || _world.Halt != Reason.None;

        // Only the side the order moves to: a failed settlement may have left the other beyond its limit, and that is not its doing.
        var worst = order.NetChange.IsPositive ? exposure.Highest + order.NetChange : -(exposure.Lowest + order.NetChange);
        var opens = worst.IsPositive;
        return !halted
            && market.Phase.AllowsClosing
            && order.Size >= market.Spec.MinimumOrderSize
            && order.Size.Units % Quantizer.SizeStepUnits == 0
            && market.Tick.Allows(order.Price)
            && !OwnCrossing.Meets(order.Outcome, order.Side, order.Price, _orders, market.Open)
            && (!opens || (market.Phase.AllowsOpening && _world.Flatten == Reason.None && worst <= _options.MaximumNetExposure))
            && (slot == QuoteSlot.Closing || ExecutionRule.Admit(slot, desk.Seat.Strategy.Policy, market, order) == Reason.None)
            && !HasLive(market, desk.Seat.Bot.Id, slot);
    }

    /// <summary>Whether the money of one bot in one market adds up.</summary>
    public static bool Holds(Seat seat) => seat.Ledger.Books.Balances;

    /// <summary>An order that may not exist was about to leave: its bot is taken out besides.</summary>
    public void Broken(in Desk desk, EffectBuffer effects)
    {
        BotRoster.Signal(desk.Seat.Bot, BotSignal.Fail, Reason.InvariantBroken, Timestamp.Never, desk.Now, effects);
        Broken(desk.Market, desk.Now, effects);
    }

    /// <summary>Halts the market, cancels, tells.</summary>
    public void Broken(Market market, Timestamp now, EffectBuffer effects)
    {
        _counters.InvariantBreaches++;
        market.Halt = Reason.InvariantBroken;
        ref var alert = ref effects.Add(EffectKind.Alert, now);
        alert.Market = market.Id;
        alert.Reason = Reason.InvariantBroken;
        alert.Phase = market.Phase.Current;
        _cancels.RequestAll(market, sweep: true, Reason.InvariantBroken, now, effects);
    }

    private bool HasLive(Market market, BotId bot, QuoteSlot slot)
    {
        foreach (var index in market.Open)
        {
            if (_orders[index].Bot == bot && _orders[index].Slot == slot && !_orders[index].State.IsTerminal())
            {
                return true;
            }
        }

        return false;
    }
}
