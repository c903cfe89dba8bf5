using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.Value;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.Value;

public sealed class ValueStrategyTests
{
    [Fact]
    public void Takes_an_offer_that_is_worth_more_than_it_costs_after_the_fee()
    {
        var harness = Ready();
        harness.Book(30, 32);
        var order = harness.LastPlaced();
        Assert.Equal((OrderType.Fak, Outcome.Up, Side.Buy, Price.Cents(32)), (order.Type, order.Outcome, order.Side, order.Price));

        // The stake by hand: a quarter of 200 dollars times (q − c)/(1 − c), with c = 0.32 + 0.07 × 0.32 × 0.68 rounded up.
        var q = harness.Engine.SignalsOf(harness.Market).FairValue.UpFloor.Units / 10_000.0;
        const double Cost = 0.3353;
        var percent = harness.Engine.SignalsOf(harness.Market).SizePercent / 100.0;
        var shares = Math.Min(30, percent * 50 * (q - Cost) / (1 - Cost) / Cost);
        Assert.InRange(order.Size.Units / 1e6, shares - 0.02, shares);
    }

    [Fact]
    public void Rests_where_the_edge_is_too_small_to_pay_the_fee_and_stays_out_where_there_is_none()
    {
        // A bid four cents below fair value is worth resting; an offer two cents above that bid is not worth its fee.
        var harness = Ready(options: new ValueOptions { Bankroll = Money.Dollars(1_000) });
        var worth = harness.Engine.SignalsOf(harness.Market).FairValue.UpFloor.Units / 100;
        harness.Book(worth - 4, worth - 2);
        var order = harness.LastPlaced();
        Assert.Equal((OrderType.Gtc, Outcome.Up, Price.Cents(worth - 4)), (order.Type, order.Outcome, order.Price));
        Assert.True(order.PostOnly);

        var fair = Ready();
        fair.Book(worth - 1, worth + 1);
        Assert.Empty(fair.Placed());
        Assert.Equal(Reason.EdgeTooSmall, fair.View.NotQuoting);
    }

    [Theory]
    [InlineData(30, 36, 200, 100, Reason.SpreadTooWide)]
    [InlineData(30, 32, 200, 10, Reason.BookTooThin)]
    public void The_gate_closes_for_a_wide_or_thin_book(int bid, int ask, long bidShares, long askShares, Reason reason)
    {
        var harness = Ready();
        harness.Book(bid, ask, bidShares, askShares);
        Assert.Empty(harness.Placed());
        Assert.Equal(reason, harness.View.NotQuoting);
    }

    [Fact]
    public void The_gate_closes_near_the_close_and_where_the_strike_is_not_known()
    {
        var late = Ready();
        late.WaitUntil(late.Spec.Closes - Duration.FromSeconds(80));
        late.Book(30, 32);
        Assert.Empty(late.Placed());
        Assert.Equal(Reason.TooCloseToExpiry, late.View.NotQuoting);

        var unknown = new EngineHarness(strategies: [new ValueStrategy(new ValueOptions())]);
        unknown.Wait(Duration.FromSeconds(20));
        unknown.Book(30, 32);
        Assert.Empty(unknown.Placed());
        Assert.Equal(Reason.StrikeUnknown, unknown.View.NotQuoting);
    }

    [Fact]
    public void A_stale_oracle_closes_the_gate()
    {
        var harness = Ready();
        harness.Wait(Duration.FromSeconds(7), feeds: false);
        harness.Book(30, 32);
        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.OracleStale, harness.View.NotQuoting);
    }

    [Fact]
    public void A_position_is_sold_where_the_market_pays_more_than_it_is_worth()
    {
        var harness = Ready();
        harness.Book(30, 32);
        var bought = harness.LastPlaced();
        harness.Fill(bought);
        harness.Book(60, 62);
        var sale = harness.LastPlaced();
        Assert.Equal((Outcome.Up, Side.Sell, OrderType.Fak, bought.Size), (sale.Outcome, sale.Side, sale.Type, sale.Size));
    }

    [Fact]
    public void Nothing_is_bought_below_its_cost_and_nothing_above_sixty_cents()
    {
        var harness = Ready();
        harness.Book(30, 32);
        harness.Fill(harness.LastPlaced(), Size.Shares(6));
        var before = harness.Placed().Count();
        harness.Book(27, 29);
        harness.Report(harness.LastPlaced().Intent, OrderReportKind.Cancelled);
        Assert.Equal(before, harness.Placed().Count());
        Assert.Equal(Reason.AveragingDown, harness.View.NotQuoting);

        // Fair value far above the offer, but the fourth zone is closed to bets.
        var high = Ready(strike: 59_900);
        high.Book(62, 64);
        Assert.Empty(high.Placed());
        Assert.Equal(Reason.ZoneForbids, high.View.NotQuoting);
    }

    private static EngineHarness Ready(long strike = 60_000, ValueOptions? options = null)
    {
        var harness = new EngineHarness(strategies: [new ValueStrategy(options ?? new ValueOptions())]);
        harness.Do(e => harness.Engine.OnPriceToBeat(harness.Now, harness.Market, new OraclePrice(strike * OraclePrice.Scale), e));
        harness.Wait(Duration.FromSeconds(20));
        Assert.True(harness.Engine.SignalsOf(harness.Market).FairValue.IsValid);
        return harness;
    }
}
