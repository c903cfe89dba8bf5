using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.NegativeRisk;
using PolyCloud.Engine.Tests.Walks;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.NegativeRisk;

/// <summary>
/// The multi-outcome arbitrage over the three markets of one event, under any sequence of books, partial fills, kills, failed
/// settlements and time. Each market's orders are held against rules of its own.
/// </summary>
internal sealed class EventWalk
{
    private const int Outcomes = 3;

    private readonly EventHarness _harness;
    private readonly Dictionary<MarketId, WalkRules> _rules = [];
    private int _noted;

    public EventWalk()
    {
        var strategy = new NegativeRiskStrategy(new NegativeRiskOptions { GasPerGroup = Money.Zero });
        _harness = new EventHarness(Outcomes, strategy, options: new EngineOptions { Risk = DeskWalk.Limits with { MaximumGrossExposure = Size.Shares(150), BotCapital = Money.Dollars(60) } });
        foreach (var market in _harness.Markets)
        {
            _rules[market] = new WalkRules(DeskWalk.Limits with { BotCapital = Money.Dollars(60) }, Spec) { Policies = [strategy.Policy] };
        }
    }

    public MarketSpec Spec => _harness.First.Spec;

    /// <summary>Changes an effect between engine and rules: a planted bug.</summary>
    public Func<Effect, WalkRules, Effect> Tamper { get; set; } = (effect, _) => effect;

    public IReadOnlyList<Effect> Effects => _harness.Effects;

    public int Fills => _rules.Values.Sum(rules => rules.Fills.Count);

    public void Run(IReadOnlyList<int> codes)
    {
        foreach (var code in codes)
        {
            Step(code % 10, code / 10);
            Assert.Equal(0, _harness.Engine.Totals.InvariantBreaches);
        }
    }

    /// <summary>Exactly one of the outcomes wins; the money of all three markets must add up.</summary>
    public void SettleAndCheck(int winner)
    {
        long expected = 0;
        for (var place = 0; place < Outcomes; place++)
        {
            var market = _harness.Markets[place];
            var outcome = place == winner ? Outcome.Up : Outcome.Down;
            _harness.First.Do(e => _harness.Engine.OnResolution(_harness.First.Now, market, outcome, e));
            expected += _rules[market].Result(outcome, 0);
        }

        Assert.Equal(expected, _harness.Engine.Totals.RealizedPnl.Micros);
        Assert.Equal(0, _harness.Engine.Totals.InvariantBreaches);
    }

    private void Step(int kind, int argument)
    {
        switch (kind)
        {
            case 0 or 1: _harness.First.Wait(Duration.FromMilliseconds(argument % 5 == 0 ? argument % 20_000 : argument % 1_500)); break;
            case 2 or 3 or 4 or 5:
                var bid = 15 + (argument / 3 % 25);
                _harness.Book(argument % Outcomes, bid, bid + (argument % 31 == 0 ? 0 : 1 + (argument / 90 % 4)), 20 + (argument % 50));
                break;
            case 6 or 7: End(argument); break;
            case 8: Settle(argument); break;
            default: _harness.First.Feed(Feed.User, argument % 4 != 0); break;
        }

        Note();
    }

    /// <summary>A live order is filled, filled in part and killed, or killed.</summary>
    private void End(int argument)
    {
        var open = _rules.Values.SelectMany(rules => rules.Orders.Where(order => order.Remaining.IsPositive), (rules, order) => (Rules: rules, Order: order)).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var (rules, order) = open[argument % open.Count];
        if (argument % 3 != 0)
        {
            var size = argument % 3 == 1 ? order.Remaining : new Size(Math.Max(order.Remaining.Units / 2, 1));
            var fill = _harness.First.FillOf(order.Effect, size, argument % 2 == 0 ? FillStatus.Confirmed : FillStatus.Matched) with { Market = order.Effect.Market };
            order.Executed += size;
            rules.Fills.Add(fill);
            _harness.First.Fill(fill);
            Note();
        }

        if (order.Remaining.IsPositive && order.Effect.Type == OrderType.Fak)
        {
            order.Tell(OrderReportKind.Cancelled);
            _harness.Kill(order.Effect);
        }
    }

    private void Settle(int argument)
    {
        var rules = _rules[_harness.Markets[argument % Outcomes]];
        var place = rules.Fills.FindIndex(fill => fill.Status == FillStatus.Matched);
        if (place >= 0)
        {
            rules.Fills[place] = rules.Fills[place] with { Status = argument / 3 % 4 == 0 ? FillStatus.Failed : FillStatus.Confirmed };
            _harness.First.Fill(rules.Fills[place]);
        }
    }

    private void Note()
    {
        for (; _noted < _harness.Effects.Count; _noted++)
        {
            if (_harness.Effects[_noted].Kind == EffectKind.Place)
            {
                var rules = _rules[_harness.Effects[_noted].Market];
                var order = Tamper(_harness.Effects[_noted], rules);
                rules.CheckOrder(order, _harness.Engine.View(order.Market));
                rules.Orders.Add(new WalkOrder(order));
            }
            else if (_harness.Effects[_noted].Kind == EffectKind.Cancel)
            {
                var intent = _harness.Effects[_noted].Intent;
                foreach (var order in _rules.Values.SelectMany(rules => rules.Orders).Where(order => order.Effect.Intent == intent && order.Remaining.IsPositive))
                {
                    order.Tell(OrderReportKind.Cancelled);
                    _harness.First.Report(intent, OrderReportKind.Cancelled);
                }
            }
        }
    }
}
