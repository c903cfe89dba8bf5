using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>One look at one market: signals, then each bot's strategy, risk, orders and closing; and when to look again.</summary>
internal sealed class MarketEvaluator
{
    private readonly World _world;
    private readonly MarketTable _markets;
    private readonly OrderTable _orders;
    private readonly BotRoster _bots;
    private readonly SeatEvaluator _seats;
    private readonly RiskGate _gate;
    private readonly CircuitBreakers _breakers;
    private readonly Cancels _cancels;
    private readonly OpeningVerdicts _verdicts;
    private readonly EngineCounters _counters;

    public MarketEvaluator(
        World world, MarketTable markets, OrderTable orders, BotRoster bots, OrderManager manager, RiskGate gate, CircuitBreakers breakers, InventoryEngine inventory, Cancels cancels,
        OpeningVerdicts verdicts, EngineCounters counters)
    {
        _world = world;
        _markets = markets;
        _orders = orders;
        _bots = bots;
        _seats = new SeatEvaluator(orders, manager, gate, inventory, markets);
        _gate = gate;
        _breakers = breakers;
        _cancels = cancels;
        _verdicts = verdicts;
        _counters = counters;
    }

    /// <summary>Looks at a market, and at the others of its event: what happens to one outcome concerns them all.</summary>
    public void Evaluate(Market market, Timestamp now, EffectBuffer effects)
    {
        EvaluateAlone(market, now, effects);
        if (!market.Spec.Event.IsMember)
        {
            return;
        }

        foreach (var id in _markets.Active)
        {
            var other = _markets[id];
            if (other != market && other.Spec.Event.IsSame(market.Spec.Event))
            {
                EvaluateAlone(other, now, effects);
            }
        }
    }

    /// <summary>Looks at one market where all are looked at anyway.</summary>
    public void EvaluateAlone(Market market, Timestamp now, EffectBuffer effects)
    {
        market.Deadline = Timestamp.Never;
        _breakers.Mark(market);
        _breakers.Follow(now, effects);
        _bots.Follow(now, effects);
        _gate.BeginLook();
        QueueEstimate.Follow(market, _orders);
        FollowDataGap(market, now, effects);
        var look = LookAt(market, now);
        EvaluateSeats(ref look, effects);
        _cancels.Serve(market, now, effects);
        TellDust(market, look.All, now, effects);
        market.Deadline = Timestamp.Earlier(market.Deadline, _verdicts.NextChange(market, now));
        market.Deadline = Timestamp.Earlier(market.Deadline, market.Signals.NextChange(now));
        _counters.MaxNetExposure = Size.Max(_counters.MaxNetExposure, market.Net.Magnitude);
    }

    /// <summary>Places an order that a person wants, as a strategy's would be.</summary>
    /// <returns>Why it was not placed; none where it was.</returns>
    public Reason Place(Market market, Seat seat, in DesiredQuote order, Timestamp now, EffectBuffer effects)
    {
        _gate.BeginLook();
        var look = LookAt(market, now);
        return _seats.Place(ref look, seat, order, effects);
    }

    private MarketLook LookAt(Market market, Timestamp now)
    {
        var up = TopOfBook.Of(market.UpBook, Outcome.Up, _orders, market.Open);
        var down = TopOfBook.Of(market.DownBook, Outcome.Down, _orders, market.Open);
        return new MarketLook
        {
            Now = now,
            Market = market,
            Up = up,
            Down = down,
            All = Exposure.Of(market, _orders),
            OpeningVerdict = _verdicts.Of(market, up, down, now),
            TakingVerdict = _world.ClosingVerdict(taking: true),
            Flatten = _world.Flatten,
            MayAct = _world.Halt == Reason.None && market.Halt == Reason.None && market.Phase.AllowsClosing && _world.CanCancel,
            MayClose = _world.ClosingVerdict(taking: false) == Reason.None
                && market.UpBook.HasSnapshot && market.DownBook.HasSnapshot && !market.InDataGap,
        };
    }

    private void EvaluateSeats(ref MarketLook look, EffectBuffer effects)
    {
        var market = look.Market;
        var eligible = false;
        var quoting = false;
        foreach (var seat in market.Seats)
        {
            eligible |= _seats.Evaluate(ref look, seat, effects);
            quoting |= seat.NotQuoting == Reason.None;
            market.Deadline = Timestamp.Earlier(market.Deadline, ClosingSchedule.NextChange(market, seat, seat.Strategy.Closing, look.Now));
        }

        market.Eligibility.Observe(look.Now, market.Phase.Current == MarketPhase.Making, eligible);
        market.NotQuoting.Observe(look.Now, market.Phase.AllowsOpening, quoting ? Reason.None : market.Seats[0].NotQuoting);
    }

    private void FollowDataGap(Market market, Timestamp now, EffectBuffer effects)
    {
        var gap = market.UpBook.HasSnapshot && _verdicts.IsDataGap(now);
        if (gap && !market.InDataGap && market.OpenCount > 0)
        {
            _cancels.RequestAll(market, sweep: true, Reason.DataGap, now, effects);
        }

        market.InDataGap = gap;
    }

    private static void TellDust(Market market, in Exposure exposure, Timestamp now, EffectBuffer effects)
    {
        var net = exposure.Net.Magnitude;
        var isDust = net.IsPositive && net < market.Spec.MinimumOrderSize;
        if (isDust && !market.DustTold && market.Phase.Current is >= MarketPhase.HedgeLock and < MarketPhase.Resolving)
        {
            market.DustTold = true;
            ref var alert = ref effects.Add(EffectKind.Alert, now);
            alert.Market = market.Id;
            alert.Reason = Reason.Dust;
            alert.Outcome = exposure.Held;
            alert.Size = net;
            alert.Phase = market.Phase.Current;
        }
    }
}
