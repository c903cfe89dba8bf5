using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
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
