using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class RiskGateTests
{
    [Fact]
    public void Shrinks_an_entry_to_the_net_exposure_allowed()
    {
        var harness = With(new RiskOptions { MaximumNetExposure = Size.Shares(7) });
        Assert.Equal(Size.Shares(7), harness.Quote().Size);
    }

    [Fact]
    public void Shrinks_an_entry_to_the_order_size_allowed_and_refuses_where_that_is_below_the_minimum()
    {
        Assert.Equal(Size.Shares(6), With(new RiskOptions { MaximumOrderSize = Size.Shares(6) }).Quote().Size);
        AssertRefused(Reason.OrderSizeLimit, new RiskOptions { MaximumOrderSize = Size.Shares(4) });
    }

    [Fact]
    public void Refuses_where_less_than_the_minimum_would_be_left_and_names_the_limit()
    {
        AssertRefused(Reason.NetExposureLimit, new RiskOptions { MaximumNetExposure = Size.Shares(4) });
        AssertRefused(Reason.MarketPositionLimit, new RiskOptions { MaximumMarketNotional = Money.Dollars(2) });
        AssertRefused(Reason.TotalPositionLimit, new RiskOptions { MaximumTotalNotional = Money.Dollars(2) });
    }

    [Fact]
    public void Shrinks_an_entry_to_the_money_allowed_downward()
    {
        var harness = With(new RiskOptions { MaximumMarketNotional = Money.Dollars(4) });
        Assert.Equal(new Size(8_330_000), harness.Quote().Size);
    }

    [Fact]
    public void Buys_nothing_without_collateral_and_counts_what_buys_have_spent()
    {
        var harness = new EngineHarness();
        harness.Collateral(0);
        harness.Trade();
        harness.Book(48, 52);
        Assert.Equal(Reason.InsufficientFunds, harness.View.NotQuoting);
        harness.Collateral(5);
        Assert.Equal(Size.Shares(10), harness.LastPlaced().Size);
        harness.Fill(harness.LastPlaced(), status: FillStatus.Matched);

        // 20 cents are left: the way out by buying the other outcome is closed until the purchase is confirmed.
        Assert.Single(harness.Placed());
    }

    [Fact]
    public void Buying_below_the_cost_of_a_held_rest_is_averaging_down()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Fill(entry, Size.Shares(3));
        harness.Report(entry.Intent, OrderReportKind.Cancelled);
        harness.Book(46, 50);
        harness.Wait(Duration.FromSeconds(3));
        Assert.Equal(Reason.AveragingDown, harness.View.NotQuoting);
        harness.Book(49, 53);
        Assert.Equal(2, harness.Placed().Count(effect => effect.Purpose == OrderPurpose.Entry));
    }

    [Fact]
    public void A_losing_trip_of_the_engine_counts_after_fees()
    {
        var harness = With(new RiskOptions { MaximumConsecutiveLosses = 1 });
        harness.Enter();
        var exit = harness.LastPlaced();
        harness.Fill(exit, fee: new Money(400_000));
        harness.Wait(Duration.FromSeconds(1));
        Assert.Equal(Reason.ConsecutiveLosses, harness.View.NotQuoting);
        Assert.Equal(new Money(-100_000), harness.Engine.Totals.RealizedPnl);
        harness.Do(e => harness.Engine.OnResume(harness.Now, e));
        Assert.Equal(Reason.None, harness.View.NotQuoting);
    }

    [Fact]
    public void The_daily_loss_stops_opening_and_not_closing()
    {
        var harness = With(new RiskOptions { MaximumDailyLoss = new Money(500_000) });
        harness.Enter();
        harness.Book(42, 46);
        Assert.Equal(Reason.DailyLossLimit, harness.View.NotQuoting);
        Assert.Equal(OrderPurpose.Exit, harness.View.LiveOrders.Single().Purpose);
    }

    [Theory]
    [InlineData(Outcome.Up, Side.Sell, 48, true)]
    [InlineData(Outcome.Up, Side.Sell, 49, false)]
    [InlineData(Outcome.Down, Side.Buy, 52, true)]
    [InlineData(Outcome.Down, Side.Buy, 51, false)]
    [InlineData(Outcome.Up, Side.Buy, 60, false)]
    [InlineData(Outcome.Down, Side.Sell, 40, false)]
    public void Own_orders_meet_across_both_tokens(Outcome outcome, Side side, int cents, bool meets)
    {
        var orders = new OrderTable(1);
        var index = orders.Add(default, 1);
        orders[index].Side = Side.Buy;
        orders[index].Price = Price.Cents(48);
        orders[index].Size = Size.Shares(10);
        orders[index].State = OrderState.PendingCancel;
        Assert.Equal(meets, OwnCrossing.Meets(outcome, side, Price.Cents(cents), orders, [index]));
    }

    [Fact]
    public void An_order_that_is_over_or_wholly_matched_meets_nothing()
    {
        var orders = new OrderTable(1);
        var index = orders.Add(default, 1);
        orders[index].Side = Side.Buy;
        orders[index].Price = Price.Cents(48);
        orders[index].Size = Size.Shares(10);
        orders[index].State = OrderState.Live;
        Assert.True(OwnCrossing.Meets(Outcome.Up, Side.Sell, Price.Cents(48), orders, [index]));
        orders[index].Announced = Size.Shares(10);
        Assert.False(OwnCrossing.Meets(Outcome.Up, Side.Sell, Price.Cents(48), orders, [index]));
        orders[index].Announced = Size.Zero;
        orders[index].State = OrderState.Cancelled;
        Assert.False(OwnCrossing.Meets(Outcome.Up, Side.Sell, Price.Cents(48), orders, [index]));
    }

    [Fact]
    public void Each_further_limit_shrinks_or_refuses_by_its_own_name()
    {
        Assert.Equal(Size.Shares(7), With(new RiskOptions { MaximumBotNetExposure = Size.Shares(7) }).Quote().Size);
        Assert.Equal(Size.Shares(7), With(new RiskOptions { MaximumGrossExposure = Size.Shares(7) }).Quote().Size);
        AssertRefused(Reason.BotExposureLimit, new RiskOptions { MaximumBotNetExposure = Size.Shares(4) });
        AssertRefused(Reason.GrossExposureLimit, new RiskOptions { MaximumGrossExposure = Size.Shares(4) });
        AssertRefused(Reason.OpenOrderLimit, new RiskOptions { MaximumOpenNotional = Money.Dollars(2) });
        AssertRefused(Reason.OpenOrderLimit, new RiskOptions { MaximumTotalOpenNotional = Money.Dollars(2) });
        AssertRefused(Reason.BotCapitalLimit, new RiskOptions { BotCapital = Money.Dollars(2) });
    }

    [Theory]
    [InlineData(15, 0, true)]
    [InlineData(39, 0, true)]
    [InlineData(40, 199, false)]
    [InlineData(40, 200, true)]
    [InlineData(60, 5_000, false)]
    [InlineData(4, 5_000, false)]
    public void A_directional_bot_opens_only_in_the_low_zones_and_with_an_edge_in_the_middle(int cents, int edge, bool allowed)
    {
        var quote = DesiredQuote.Resting(Outcome.Up, Side.Buy, Price.Cents(cents), Size.Shares(10)) with { EdgeUnits = edge };
        var strategy = new ScriptedStrategy { IsDirectional = true, Wants = (in StrategyView _, QuoteBuffer quotes) => quotes.Put(QuoteSlot.Single, quote) };
        var harness = new EngineHarness(strategies: [strategy]);
        harness.Book(70, 74);
        Assert.Equal(allowed ? Reason.None : Reason.ZoneForbids, harness.View.NotQuoting);
        strategy.IsDirectional = false;
        harness.Book(70, 74);
        Assert.Single(harness.Placed());
    }

    [Fact]
    public void An_order_off_the_grid_out_of_its_phase_or_beyond_the_room_is_refused_by_name()
    {
        var bench = new RiskBench();
        Assert.Equal(Reason.OffGrid, bench.Admit(RiskBench.Bid(Outcome.Up, 40, 10) with { Price = new Price(4_050) }).Reason);
        Assert.Equal(Reason.None, bench.Admit(RiskBench.Bid(Outcome.Up, 40, 10)).Reason);
        for (var order = 0; order < Market.MaximumOpenOrders; order++)
        {
            Assert.Equal(Reason.None, bench.Admit(RiskBench.Bid(Outcome.Up, 40, 10)).Reason);
            bench.Rest(Outcome.Up, Side.Buy, 1, 5, state: OrderState.Matched);
        }

        Assert.Equal(Reason.ReconciliationPending, bench.Admit(RiskBench.Bid(Outcome.Up, 40, 10)).Reason);
        _ = bench.Market.Phase.Tighten(MarketPhase.Done);
        Assert.Equal(Reason.PhaseDone, bench.Admit(RiskBench.Bid(Outcome.Up, 40, 10)).Reason);
    }

    [Fact]
    public void A_quote_of_a_strategy_is_held_to_its_policy_and_a_closing_order_is_not()
    {
        var bench = new RiskBench();
        bench.Hold(Outcome.Up, 10, 40);
        var sale = DesiredQuote.Taking(Outcome.Up, Side.Sell, Price.Cents(30), Size.Shares(10), OrderPurpose.Unwind);
        Assert.Equal(Reason.PolicyForbids, bench.Admit(sale).Reason);
        Assert.Equal(Reason.None, bench.Admit(sale, QuoteSlot.Closing).Reason);
    }

    [Fact]
    public void A_sale_is_cut_to_what_is_held_for_sure_and_not_promised()
    {
        var bench = new RiskBench();
        bench.Hold(Outcome.Up, 30, 40);
        bench.Rest(Outcome.Up, Side.Sell, 60, 12);
        Assert.Equal((Reason.None, Size.Shares(18)), bench.Admit(RiskBench.Offer(Outcome.Up, 70, 30)));
        Assert.Equal(Reason.InsufficientFunds, bench.Admit(RiskBench.Offer(Outcome.Down, 70, 18)).Reason);
    }

    [Fact]
    public void A_purchase_is_cut_to_the_collateral_that_no_open_buy_may_need()
    {
        var bench = new RiskBench();
        bench.World.Collateral = Money.Dollars(10);
        bench.Rest(Outcome.Up, Side.Buy, 40, 10, market: bench.AddMarket(1));
        Assert.Equal((Reason.None, Size.Shares(15)), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 30)));
        bench.Hold(Outcome.Down, 40, 40);
        Assert.Equal((Reason.None, Size.Shares(15)), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 30)));
        Assert.Equal(Money.Dollars(6), bench.Gate.FreeCollateral);
    }

    [Fact]
    public void Own_orders_never_meet_and_that_is_said()
    {
        var bench = new RiskBench();
        bench.Rest(Outcome.Down, Side.Buy, 60, 10);
        Assert.Equal(Reason.OwnOrderCross, bench.Admit(RiskBench.Bid(Outcome.Up, 40, 10)).Reason);
        Assert.Equal(Reason.None, bench.Admit(RiskBench.Bid(Outcome.Up, 39, 10)).Reason);
    }

    [Fact]
    public void A_taking_purchase_is_worth_a_dollar_at_least_and_a_resting_one_or_a_sale_need_not_be()
    {
        var bench = new RiskBench();
        bench.Strategies[0].Policy = ExecutionPolicy.CompletionTaker;
        bench.Hold(Outcome.Up, 10, 10);
        var taking = DesiredQuote.Taking(Outcome.Down, Side.Buy, Price.Cents(10), Size.Shares(9), OrderPurpose.Completion);
        Assert.Equal(Reason.BelowMinimumSize, bench.Admit(taking).Reason);
        Assert.Equal(Reason.None, bench.Admit(taking with { Size = Size.Shares(10) }).Reason);
        Assert.Equal(Reason.None, bench.Admit(RiskBench.Bid(Outcome.Down, 10, 9)).Reason);
        Assert.Equal(Reason.None, bench.Admit(DesiredQuote.Taking(Outcome.Up, Side.Sell, Price.Cents(10), Size.Shares(9), OrderPurpose.Completion)).Reason);
    }

    [Fact]
    public void A_closing_order_that_overshoots_its_own_position_waits()
    {
        var bench = new RiskBench();
        bench.Hold(Outcome.Up, 10, 40);
        Assert.Equal(Reason.NetExposureLimit, bench.Admit(RiskBench.Bid(Outcome.Down, 40, 11), QuoteSlot.Closing).Reason);
        Assert.Equal((Reason.None, Size.Shares(10)), bench.Admit(RiskBench.Bid(Outcome.Down, 40, 10), QuoteSlot.Closing));
    }

    [Fact]
    public void A_closing_order_that_overshoots_only_with_others_obeys_the_limits_of_opening_while_that_is_allowed()
    {
        var bench = new RiskBench(new RiskOptions { MaximumGrossExposure = Size.Shares(27) }, bots: 2);
        bench.Hold(Outcome.Up, 10, 40, bot: 0);
        bench.Rest(Outcome.Down, Side.Buy, 40, 10, bot: 1);
        var closing = RiskBench.Bid(Outcome.Down, 40, 10);
        Assert.Equal((Reason.None, Size.Shares(7)), bench.Admit(closing, QuoteSlot.Closing, bot: 0));
        bench.World.Collateral = new Money(6_500_000);
        Assert.Equal((Reason.None, new Size(6_250_000)), bench.Admit(closing, QuoteSlot.Closing, bot: 0));
        bench.Market.Seats[1].Ledger.Recover(Outcome.Down, Size.Shares(3), Money.Dollars(1), RiskBench.Now);
        Assert.Equal(Reason.GrossExposureLimit, bench.Admit(closing, QuoteSlot.Closing, bot: 0).Reason);
        bench.Market.Seats[1].Ledger.Recover(Outcome.Down, Size.Zero, Money.Zero, RiskBench.Now);
        bench.World.Collateral = Money.Dollars(5);
        Assert.Equal(Reason.InsufficientFunds, bench.Admit(closing, QuoteSlot.Closing, bot: 0).Reason);
        var desk = bench.Desk();
        desk.MarketMayOpen = false;
        Assert.Equal(Reason.NetExposureLimit, bench.Gate.Admit(desk, QuoteSlot.Closing, ref closing));
        _ = bench.Market.Phase.Tighten(MarketPhase.CloseOnly);
        Assert.Equal(Reason.NetExposureLimit, bench.Admit(RiskBench.Bid(Outcome.Down, 40, 10), QuoteSlot.Closing, bot: 0).Reason);
    }

    [Fact]
    public void What_was_placed_in_a_look_counts_for_the_next_order_of_the_same_look()
    {
        var bench = new RiskBench(new RiskOptions { MaximumTotalNotional = Money.Dollars(10) });
        Assert.Equal(Size.Shares(20), bench.Admit(RiskBench.Bid(Outcome.Up, 50, 20)).Size);
        bench.Gate.OnPlaced(bench.Orders[bench.Rest(Outcome.Up, Side.Buy, 50, 10, market: bench.AddMarket(1))]);
        var next = RiskBench.Bid(Outcome.Up, 50, 20);
        Assert.Equal(Reason.None, bench.Gate.Admit(bench.Desk(), QuoteSlot.Single, ref next));
        Assert.Equal(Size.Shares(10), next.Size);
    }

    private static EngineHarness With(RiskOptions risk) => new(new EngineOptions { Risk = risk, Asymmetric = new AsymmetricOptions() });

    private static void AssertRefused(Reason reason, RiskOptions risk)
    {
        var harness = With(risk);
        harness.Trade();
        harness.Book(48, 52);
        Assert.Empty(harness.Placed());
        Assert.Equal(reason, harness.View.NotQuoting);
    }
}
