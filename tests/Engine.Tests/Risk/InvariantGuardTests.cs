using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class InvariantGuardTests
{
    [Fact]
    public void More_executions_than_can_be_remembered_halt_the_market_cancel_and_count()
    {
        var harness = new EngineHarness(new EngineOptions { MaximumFillsPerMarket = 16 });
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        for (var number = 0; number < 16; number++)
        {
            harness.Fill(entry, new Size(10_000));
        }

        Assert.Equal(Reason.None, harness.View.Halt);
        harness.Fill(entry, new Size(10_000));
        Assert.Equal(Reason.InvariantBroken, harness.View.Halt);
        Assert.Contains(harness.Last, effect => effect.Kind == EffectKind.CancelMarket && effect.Reason == Reason.InvariantBroken);
        Assert.Contains(harness.Last, effect => effect.Kind == EffectKind.Cancel && effect.Intent == entry.Intent);
        Assert.Equal(1, harness.Engine.Totals.InvariantBreaches);
        harness.Book(47, 52);
        Assert.Single(harness.Placed());
    }

    [Fact]
    public void A_halt_of_the_market_or_of_everything_lets_no_order_leave()
    {
        var bench = new RiskBench();
        Assert.True(Holds(bench, RiskBench.Bid(Outcome.Up, 40, 10)));
        bench.Market.Halt = Reason.ManualHalt;
        Assert.False(Holds(bench, RiskBench.Bid(Outcome.Up, 40, 10)));
        bench.Market.Halt = Reason.None;
        bench.World.Halt = Reason.ManualHalt;
        Assert.False(Holds(bench, RiskBench.Bid(Outcome.Up, 40, 10)));
    }

    [Fact]
    public void An_order_has_the_minimum_size_whole_hundredths_of_a_share_and_a_price_on_the_grid()
    {
        var bench = new RiskBench();
        Assert.True(Holds(bench, RiskBench.Bid(Outcome.Up, 40, 5)));
        Assert.False(Holds(bench, RiskBench.Bid(Outcome.Up, 40, 5) with { Size = new Size(4_990_000) }));
        Assert.False(Holds(bench, RiskBench.Bid(Outcome.Up, 40, 5) with { Size = new Size(5_001_000) }));
        Assert.False(Holds(bench, RiskBench.Bid(Outcome.Up, 40, 5) with { Price = new Price(4_050) }));
    }

    [Fact]
    public void While_closing_only_an_order_may_reduce_and_not_open_and_when_done_neither()
    {
        var bench = new RiskBench();
        bench.Hold(Outcome.Up, 10, 40);
        _ = bench.Market.Phase.Tighten(MarketPhase.CloseOnly);
        Assert.True(Holds(bench, RiskBench.Offer(Outcome.Up, 40, 10)));
        Assert.True(Holds(bench, RiskBench.Bid(Outcome.Down, 40, 10)));
        Assert.False(Holds(bench, RiskBench.Offer(Outcome.Up, 40, 11)));
        Assert.False(Holds(bench, RiskBench.Bid(Outcome.Up, 40, 10)));
        _ = bench.Market.Phase.Tighten(MarketPhase.Done);
        Assert.False(Holds(bench, RiskBench.Offer(Outcome.Up, 40, 10)));
    }

    [Fact]
    public void While_everything_is_flattened_an_order_may_reduce_and_not_open()
    {
        var bench = new RiskBench();
        bench.Hold(Outcome.Down, 10, 40);
        bench.World.Flatten = Reason.ManualFlatten;
        Assert.True(Holds(bench, RiskBench.Offer(Outcome.Down, 40, 10)));
        Assert.False(Holds(bench, RiskBench.Offer(Outcome.Down, 40, 11)));
    }

    [Theory]
    [InlineData(Outcome.Up, 10)]
    [InlineData(Outcome.Down, 50)]
    public void The_worst_net_exposure_an_order_could_bring_is_held_to_the_limit_on_its_own_side(Outcome outcome, long most)
    {
        var bench = new RiskBench(new RiskOptions { MaximumNetExposure = Size.Shares(50) });
        bench.Hold(Outcome.Up, 30, 40);
        bench.Rest(Outcome.Up, Side.Buy, 40, 10);
        bench.Rest(Outcome.Down, Side.Buy, 40, 30);
        Assert.True(Holds(bench, RiskBench.Bid(outcome, 40, most)));
        Assert.False(Holds(bench, RiskBench.Bid(outcome, 40, most + 1)));
    }

    [Fact]
    public void A_position_beyond_its_limit_may_still_be_reduced()
    {
        var bench = new RiskBench(new RiskOptions { MaximumNetExposure = Size.Shares(50) });
        bench.Hold(Outcome.Up, 80, 40);
        Assert.True(Holds(bench, RiskBench.Offer(Outcome.Up, 60, 80)));
        Assert.False(Holds(bench, RiskBench.Bid(Outcome.Up, 40, 5)));
    }

    [Fact]
    public void An_order_that_would_meet_one_of_our_own_does_not_leave()
    {
        var bench = new RiskBench();
        bench.Rest(Outcome.Down, Side.Buy, 55, 10, state: OrderState.PendingCancel);
        Assert.True(Holds(bench, RiskBench.Bid(Outcome.Up, 44, 10)));
        Assert.False(Holds(bench, RiskBench.Bid(Outcome.Up, 45, 10)));
    }

    [Fact]
    public void Only_the_closing_layer_is_exempt_from_the_policy()
    {
        var bench = new RiskBench();
        bench.Hold(Outcome.Up, 10, 40);
        var taking = DesiredQuote.Taking(Outcome.Up, Side.Sell, Price.Cents(30), Size.Shares(10), OrderPurpose.Unwind);
        Assert.False(Holds(bench, taking));
        Assert.True(bench.Guard.Holds(bench.Desk(), QuoteSlot.Closing, taking));
    }

    [Fact]
    public void A_bot_has_one_live_order_under_one_name()
    {
        var bench = new RiskBench(bots: 2);
        var place = bench.Rest(Outcome.Up, Side.Buy, 40, 10, state: OrderState.Unknown);
        bench.Orders[place].Slot = QuoteSlot.Single;
        Assert.False(Holds(bench, RiskBench.Bid(Outcome.Up, 39, 10)));
        Assert.True(bench.Guard.Holds(bench.Desk(), QuoteSlot.Completion, RiskBench.Bid(Outcome.Up, 39, 10)));
        Assert.True(bench.Guard.Holds(bench.Desk(bot: 1), QuoteSlot.Single, RiskBench.Bid(Outcome.Up, 39, 10)));
        bench.Orders[place].State = OrderState.Matched;
        Assert.True(Holds(bench, RiskBench.Bid(Outcome.Up, 39, 10)));
    }

    [Fact]
    public void A_broken_rule_takes_the_bot_out_halts_the_market_tells_and_cancels()
    {
        var bench = new RiskBench(bots: 2);
        var resting = bench.Orders[bench.Rest(Outcome.Up, Side.Buy, 40, 10)].Intent;
        bench.Guard.Broken(bench.Desk(bot: 1), bench.Effects);
        Assert.Equal([BotState.Starting, BotState.Error], bench.Bots.Select(bot => bot.State));
        Assert.Equal(Reason.InvariantBroken, bench.Bots[1].OpeningVerdict);
        Assert.Equal((Reason.InvariantBroken, 1L), (bench.Market.Halt, bench.Counters.InvariantBreaches));
        var effects = bench.Effects.Written.ToArray();
        var alert = Assert.Single(effects, effect => effect.Kind == EffectKind.Alert);
        Assert.Equal((bench.Market.Id, Reason.InvariantBroken, MarketPhase.Making), (alert.Market, alert.Reason, alert.Phase));
        Assert.Equal(bench.Market.Id, Assert.Single(effects, effect => effect.Kind == EffectKind.CancelMarket).Market);
        Assert.Equal(resting, Assert.Single(effects, effect => effect.Kind == EffectKind.Cancel).Intent);
    }

    private static bool Holds(RiskBench bench, in DesiredQuote order) => bench.Guard.Holds(bench.Desk(), QuoteSlot.Single, order);
}
