using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>One look at one market: signals, strategy, risk, orders; and when to look again.</summary>
internal sealed class MarketEvaluator
{
    private readonly World _world;
    private readonly OrderTable _orders;
    private readonly OrderManager _manager;
    private readonly Cancels _cancels;
    private readonly OpeningVerdicts _verdicts;
    private readonly EngineCounters _counters;
    private readonly EntryRule _entry;
    private readonly ClosingRule _closing;

    public MarketEvaluator(
        AsymmetricOptions options, World world, OrderTable orders, OrderManager manager, Cancels cancels, OpeningVerdicts verdicts, EngineCounters counters)
    {
        _world = world;
        _orders = orders;
        _manager = manager;
        _cancels = cancels;
        _verdicts = verdicts;
        _counters = counters;
        _entry = new EntryRule(options);
        _closing = new ClosingRule(options);
    }

    public void Evaluate(Market market, Timestamp now, EffectBuffer effects)
    {
        market.Deadline = Timestamp.Never;
        FollowDataGap(market, now, effects);
        var situation = Look(market, now);
        if (_world.Halt == Reason.None && market.Halt == Reason.None && market.Phase.AllowsClosing)
        {
            Trade(ref situation, effects);
        }
        else
        {
            Observe(situation, situation.OpeningVerdict);
        }

        _cancels.Serve(market, now, effects);
        TellDust(situation, effects);
        market.Deadline = Timestamp.Earlier(market.Deadline, _verdicts.NextChange(market, now));
        market.Deadline = Timestamp.Earlier(market.Deadline, _closing.NextChange(market, now));
        _counters.MaxNetExposure = Size.Max(_counters.MaxNetExposure, market.Ledger.Books.Net.Magnitude);
    }

    private Situation Look(Market market, Timestamp now)
    {
        var up = TopOfBook.Of(market.UpBook, Outcome.Up, _orders, market.Open);
        var down = TopOfBook.Of(market.DownBook, Outcome.Down, _orders, market.Open);
        return new Situation
        {
            Now = now,
            Market = market,
            Up = up,
            Down = down,
            Exposure = Exposure.Of(market.Ledger.Books, _orders, market.Open),
            OpeningVerdict = _verdicts.Of(market, up, down, now),
            TakingVerdict = _world.ClosingVerdict(taking: true),
        };
    }

    private void Trade(ref Situation situation, EffectBuffer effects)
    {
        if (!_world.CanCancel)
        {
            // The matching engine restarts: orders are neither placed nor cancelled, they are asked for afterwards.
            Observe(situation, situation.OpeningVerdict);
            return;
        }

        var market = situation.Market;
        var reason = _entry.Decide(situation, out var entry);
        var refusal = _manager.Align(market, OrderRole.Entry, entry, situation.Now, effects);
        Observe(situation, reason != Reason.None ? reason : refusal);
        if (_world.ClosingVerdict(taking: false) != Reason.None || !market.UpBook.HasSnapshot || !market.DownBook.HasSnapshot || market.InDataGap)
        {
            // What rests stays; nothing new is decided on books or orders that are not known.
            return;
        }

        var live = _manager.FindLive(market, OrderRole.Closing);
        if (live >= 0 && _orders[live].Side == Side.Sell && _orders[live].Outcome == situation.Exposure.Held)
        {
            situation.PromisedByClosing = _orders[live].Remaining;
        }

        _ = _manager.Align(market, OrderRole.Closing, _closing.Decide(situation), situation.Now, effects);
    }

    private void Observe(in Situation situation, Reason notQuoting)
    {
        var phase = situation.Market.Phase;
        situation.Market.Eligibility.Observe(situation.Now, phase.Current == MarketPhase.Making, _entry.IsSpreadMet(situation));
        situation.Market.NotQuoting.Observe(situation.Now, phase.AllowsOpening, notQuoting);
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

    private static void TellDust(in Situation situation, EffectBuffer effects)
    {
        var market = situation.Market;
        var net = situation.Exposure.Net.Magnitude;
        var isDust = net.IsPositive && net < market.Spec.MinimumOrderSize;
        if (isDust && !market.DustTold && market.Phase.Current is >= MarketPhase.HedgeLock and < MarketPhase.Resolving)
        {
            market.DustTold = true;
            ref var alert = ref effects.Add(EffectKind.Alert, situation.Now);
            alert.Market = market.Id;
            alert.Reason = Reason.Dust;
            alert.Outcome = situation.Exposure.Held;
            alert.Size = net;
            alert.Phase = market.Phase.Current;
        }
    }
}
