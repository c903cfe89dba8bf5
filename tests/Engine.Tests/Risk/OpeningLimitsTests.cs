using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class OpeningLimitsTests
{
    [Theory]
    [InlineData(Outcome.Up, 30)]
    [InlineData(Outcome.Down, 38)]
    public void What_is_held_and_what_may_still_fill_take_from_the_room_on_their_own_side_only(Outcome outcome, long left)
    {
        var bench = new RiskBench(Wide with { MaximumNetExposure = Size.Shares(40) });
        bench.Hold(Outcome.Up, 4, 40);
        bench.Rest(Outcome.Up, Side.Buy, 40, 6);
        bench.Rest(Outcome.Down, Side.Buy, 40, 6, state: OrderState.PendingCancel);

        // Up: 40 − (4 + 6). Down: 40 − (6 − 4), the resting bid for Up not being sure to fill.
        Assert.Equal((Reason.None, Size.Shares(left)), bench.Admit(RiskBench.Bid(outcome, 40, 50)));
    }

    [Fact]
    public void A_bots_own_limit_counts_its_own_position_and_the_markets_counts_all()
    {
        var bench = new RiskBench(Wide with { MaximumNetExposure = Size.Shares(40), MaximumBotNetExposure = Size.Shares(25) }, bots: 2);
        bench.Hold(Outcome.Up, 20, 40, bot: 0);
        Assert.Equal(Size.Shares(5), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 30), bot: 0).Size);
        Assert.Equal(Size.Shares(20), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 30), bot: 1).Size);
    }

    [Fact]
    public void Gross_exposure_counts_unpaired_shares_and_open_orders_of_both_sides()
    {
        var bench = new RiskBench(Wide with { MaximumGrossExposure = Size.Shares(40) });
        bench.Hold(Outcome.Up, 7, 40);
        bench.Rest(Outcome.Down, Side.Buy, 40, 6);
        bench.Rest(Outcome.Up, Side.Sell, 60, 7);
        Assert.Equal(Size.Shares(20), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 50)).Size);
    }

    [Fact]
    public void Open_notional_counts_what_rests_here_and_everywhere()
    {
        var bench = new RiskBench(Wide with { MaximumOpenNotional = Money.Dollars(10), MaximumTotalOpenNotional = Money.Dollars(14) });
        bench.Rest(Outcome.Up, Side.Buy, 40, 10);
        Assert.Equal(Size.Shares(15), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 50)).Size);
        bench.Rest(Outcome.Down, Side.Sell, 60, 10, market: bench.AddMarket(1));
        Assert.Equal(Size.Shares(10), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 50)).Size);
    }

    [Fact]
    public void The_cost_of_a_market_is_what_is_held_and_what_open_buys_may_cost()
    {
        var bench = new RiskBench(Wide with { MaximumMarketNotional = Money.Dollars(20) });
        bench.Hold(Outcome.Up, 10, 40);
        bench.Rest(Outcome.Up, Side.Buy, 40, 20);
        bench.Rest(Outcome.Up, Side.Sell, 60, 10);
        Assert.Equal(Size.Shares(20), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 50)).Size);
    }

    [Fact]
    public void A_bots_capital_and_the_total_count_every_market()
    {
        var bench = new RiskBench(Wide with { BotCapital = Money.Dollars(20), MaximumTotalNotional = Money.Dollars(24) }, bots: 2);
        var other = bench.AddMarket(1);
        bench.Hold(Outcome.Up, 20, 40, bot: 0, other);
        Assert.Equal(Size.Shares(30), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 100), bot: 0).Size);
        Assert.Equal(Size.Shares(40), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 100), bot: 1).Size);
        bench.Rest(Outcome.Up, Side.Buy, 40, 20, bot: 1, other);
        Assert.Equal(Size.Shares(20), bench.Admit(RiskBench.Bid(Outcome.Up, 40, 100), bot: 1).Size);
        Assert.Equal(Reason.TotalPositionLimit, new RiskBench(Wide with { MaximumTotalNotional = Money.Dollars(1) }).Admit(RiskBench.Bid(Outcome.Up, 40, 100)).Reason);
        Assert.Equal(Reason.BotCapitalLimit, new RiskBench(Wide with { BotCapital = Money.Dollars(1) }).Admit(RiskBench.Bid(Outcome.Up, 40, 100)).Reason);
    }

    [Fact]
    public void A_sale_that_opens_is_held_to_shares_and_open_notional_but_not_to_cost()
    {
        var bench = new RiskBench(Wide with { MaximumMarketNotional = Money.Dollars(4), MaximumNetExposure = Size.Shares(12) });
        bench.Hold(Outcome.Up, 20, 10);
        bench.Hold(Outcome.Down, 20, 10);

        // Pairs are realised: they cost nothing any more, and a sale out of them opens.
        var (reason, size) = bench.Admit(RiskBench.Offer(Outcome.Up, 60, 20));
        Assert.Equal((Reason.None, Size.Shares(12)), (reason, size));
        var cramped = new RiskBench(Wide with { MaximumOpenNotional = Money.Dollars(2) });
        cramped.Hold(Outcome.Up, 20, 10);
        cramped.Hold(Outcome.Down, 20, 10);
        Assert.Equal(Reason.OpenOrderLimit, cramped.Admit(RiskBench.Offer(Outcome.Up, 60, 20)).Reason);
    }

    [Fact]
    public void Averaging_down_is_buying_below_average_cost_where_the_strategy_may_not()
    {
        var bench = new RiskBench(Wide);
        bench.Hold(Outcome.Up, 10, 40);
        bench.Strategies[0].MayAverageDown = false;
        Assert.Equal(Reason.AveragingDown, bench.Admit(RiskBench.Bid(Outcome.Up, 39, 10)).Reason);
        Assert.Equal(Reason.None, bench.Admit(RiskBench.Bid(Outcome.Up, 40, 10)).Reason);
        bench.Strategies[0].MayAverageDown = true;
        Assert.Equal(Reason.None, bench.Admit(RiskBench.Bid(Outcome.Up, 39, 10)).Reason);
    }

    [Fact]
    public void Selling_below_cost_is_no_averaging_down_even_where_it_opens()
    {
        var bench = new RiskBench(Wide);
        bench.Hold(Outcome.Up, 10, 60);
        bench.Hold(Outcome.Down, 4, 60);
        bench.Strategies[0].MayAverageDown = false;
        Assert.Equal((Reason.None, Size.Shares(9)), bench.Admit(RiskBench.Offer(Outcome.Up, 50, 9)));
    }

    [Fact]
    public void A_directional_sale_is_judged_by_the_price_of_the_token_it_leaves_in_hand()
    {
        var bench = new RiskBench(Wide);
        bench.Hold(Outcome.Up, 20, 10);
        bench.Hold(Outcome.Down, 20, 10);
        bench.Strategies[0].IsDirectional = true;
        Assert.Equal(Reason.None, bench.Admit(RiskBench.Offer(Outcome.Up, 85, 10)).Reason);
        Assert.Equal(Reason.ZoneForbids, bench.Admit(RiskBench.Offer(Outcome.Up, 15, 10)).Reason);
    }

    [Fact]
    public void From_close_only_on_nothing_opens()
    {
        var bench = new RiskBench(Wide);
        _ = bench.Market.Phase.Tighten(MarketPhase.CloseOnly);
        Assert.Equal(Reason.PhaseForbidsOpening, bench.Admit(RiskBench.Bid(Outcome.Up, 40, 10)).Reason);
    }

    /// <summary>Limits out of the way, so that the one under test is the one that is met.</summary>
    private static RiskOptions Wide => new()
    {
        MaximumNetExposure = Size.Shares(1_000),
        MaximumBotNetExposure = Size.Shares(1_000),
        MaximumGrossExposure = Size.Shares(1_000),
        MaximumOpenNotional = Money.Dollars(1_000),
        MaximumTotalOpenNotional = Money.Dollars(1_000),
        MaximumMarketNotional = Money.Dollars(1_000),
        MaximumTotalNotional = Money.Dollars(1_000),
        BotCapital = Money.Dollars(1_000),
    };
}
