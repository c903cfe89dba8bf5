using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;

namespace PolyCloud.Exchange.Tests.Orders;

public class OrderIntakeTests
{
    private readonly VenueFixture _fixture = new();

    [Fact]
    public void A_resting_order_is_live_and_told_after_its_level()
    {
        _fixture.Log.Lines.Clear();
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Down, Side.Buy, 40, 10);

        Assert.Equal(VenueOrderStatus.Live, order.Status);
        Assert.Equal(["10@0.6"], _fixture.Levels(Side.Sell));
        Assert.Contains("level", _fixture.Log.Lines[0], StringComparison.Ordinal);
        Assert.Contains("Placement Live", _fixture.Log.Lines[1], StringComparison.Ordinal);
        Assert.Contains("placed", _fixture.Log.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_off_the_grid_is_refused()
    {
        var order = _fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 47, 20) with { MakerAmount = 9_500_000 };

        Assert.Equal($"order {order.Id} is invalid. Price (0.475) breaks minimum tick size rule: 0.01", _fixture.Refused(order));
    }

    [Fact]
    public void A_size_below_the_minimum_is_refused()
    {
        var order = _fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 47, 4);

        Assert.Equal($"order {order.Id} is invalid. Size (4) lower than the minimum: 5", _fixture.Refused(order));
    }

    [Fact]
    public void The_same_order_again_is_refused_whatever_became_of_the_first()
    {
        var resting = _fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        _fixture.Accepted(resting);
        Assert.Equal($"order {resting.Id} is invalid. Duplicated.", _fixture.Refused(resting));

        _fixture.Venue.Cancel(_fixture.Alice, resting.Id);
        Assert.Equal($"order {resting.Id} is invalid. Duplicated.", _fixture.Refused(resting));
    }

    [Fact]
    public void A_refused_order_may_be_sent_again()
    {
        var order = _fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10, OrderType.Fak);
        _fixture.Refused(order);
        _fixture.Flow(Side.Sell, 50, 100);

        Assert.Equal(VenueOrderStatus.Matched, _fixture.Accepted(order).Status);
    }

    [Fact]
    public void Buys_beyond_the_collateral_are_refused_counting_open_buys_and_the_takers_fee()
    {
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 1_000);
        Assert.Equal("not enough balance / allowance", _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 1_001)));

        // 1 000 shares at 0.50 cost 500 and a fee of 17.50 when they take.
        _fixture.Venue.SetCollateralAllowance(_fixture.Venue.AccountOf(_fixture.Bob), new Money(517_499_999));
        _fixture.Flow(Side.Buy, 50, 2_000);
        Assert.Equal("not enough balance / allowance", _fixture.Refused(_fixture.Order(_fixture.Bob, Outcome.Down, Side.Buy, 50, 1_000)));
        _fixture.Venue.SetCollateralAllowance(_fixture.Venue.AccountOf(_fixture.Bob), new Money(517_500_000));
        _fixture.Accepted(_fixture.Bob, Outcome.Down, Side.Buy, 50, 1_000);
        Assert.Equal(Money.Zero, _fixture.Venue.CollateralAllowance(_fixture.Venue.AccountOf(_fixture.Bob)));
    }

    [Fact]
    public void Sells_beyond_the_settled_tokens_are_refused_counting_open_sells()
    {
        _fixture.Acquire(_fixture.Alice, Outcome.Up, 20);
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Sell, 60, 12);

        Assert.Equal("not enough balance / allowance", _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Sell, 61, 9)));
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Sell, 61, 8);
    }

    [Fact]
    public void A_post_only_order_that_would_cross_is_refused()
    {
        _fixture.Flow(Side.Sell, 50, 10);

        Assert.Equal("invalid post-only order: order crosses book", _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10, postOnly: true)));
        _fixture.Accepted(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 49, 10, postOnly: true));
    }

    [Fact]
    public void A_marketable_buy_below_one_dollar_is_refused_but_may_rest()
    {
        _fixture.Flow(Side.Sell, 10, 100);

        Assert.Equal(
            "invalid amount for a marketable BUY order ($0.9), min size: $1",
            _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 10, 9)));
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 9, 9);
    }

    [Fact]
    public void An_immediate_order_without_a_match_is_refused()
    {
        Assert.Equal(
            "no orders found to match with FAK order. FAK orders are partially filled or killed if no match is found.",
            _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10, OrderType.Fak)));
    }

    [Fact]
    public void A_fill_or_kill_order_is_filled_whole_or_refused()
    {
        _fixture.Flow(Side.Sell, 50, 10);

        Assert.Equal(
            "order couldn't be fully filled. FOK orders are fully filled or killed.",
            _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 11, OrderType.Fok)));
        Assert.Empty(_fixture.Log.Trades);
        Assert.Equal(Size.Shares(10), _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10, OrderType.Fok).Matched);
    }

    [Fact]
    public void A_partly_filled_fak_kills_its_rest()
    {
        _fixture.Flow(Side.Sell, 50, 10);
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 51, 20, OrderType.Fak);

        Assert.Equal((VenueOrderStatus.Matched, Size.Shares(10)), (order.Status, order.Matched));
        Assert.Empty(_fixture.Levels(Side.Buy));
        Assert.Empty(_fixture.Venue.OpenOrders(_fixture.Alice));
    }

    [Fact]
    public void A_dollar_sized_buy_spends_its_dollars_and_gets_more_shares_at_a_better_price()
    {
        _fixture.Flow(Side.Sell, 40, 1_000);
        var order = _fixture.Accepted(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 20, OrderType.Fak));

        Assert.Equal(Size.Shares(25), order.Matched);
        Assert.Equal(Size.Zero, order.Remaining);
    }

    [Fact]
    public void A_buy_sized_in_shares_keeps_its_size_and_saves_the_difference()
    {
        _fixture.Flow(Side.Sell, 40, 1_000);
        var order = _fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 20);
        var outcome = _fixture.OutcomeOf(order);

        Assert.Equal((8_000_000, 20_000_000), (outcome.MakingAmount, outcome.TakingAmount));
        Assert.Equal(Size.Shares(20), _fixture.Venue.Find(_fixture.Alice, order.Id)!.Matched);
    }

    [Fact]
    public void Amounts_rounded_by_the_official_clients_are_on_the_grid_for_immediate_orders_only()
    {
        _fixture.Flow(Side.Sell, 52, 1_000);
        var order = _fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 52, 20, OrderType.Fak) with { MakerAmount = 10_000_000, TakerAmount = 19_230_700 };
        Assert.StartsWith("order", _fixture.Refused(order with { Type = OrderType.Gtc }), StringComparison.Ordinal);

        var accepted = _fixture.Accepted(order);

        Assert.Equal(Price.Cents(52), accepted.Price);
        Assert.Equal(new Size(19_230_769), accepted.Matched);
    }

    [Fact]
    public void A_date_limited_order_is_refused() =>
        Assert.Equal("invalid expiration", _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10, OrderType.Gtd)));

    [Fact]
    public void Senseless_amounts_and_post_only_immediate_orders_are_refused()
    {
        var order = _fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10);

        Assert.Equal("Invalid order payload", _fixture.Refused(order with { MakerAmount = 0 }));
        Assert.Equal("Invalid order payload", _fixture.Refused(order with { TakerAmount = long.MaxValue }));
        Assert.Equal("Invalid order payload", _fixture.Refused(order with { Type = OrderType.Fak, PostOnly = true }));
    }

    [Fact]
    public void An_unknown_market_and_a_market_past_its_time_are_not_ready()
    {
        var order = _fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10);
        Assert.Equal("the market is not yet ready to process new orders", _fixture.Refused(order with { Listing = new ListingId(9) }));

        _fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(89));
        _fixture.Accepted(order);
        _fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(90));
        Assert.Equal(
            "the market is not yet ready to process new orders",
            _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10)));
    }

    [Fact]
    public void A_revoked_credential_can_place_and_cancel_nothing_and_its_orders_stay()
    {
        var resting = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        _fixture.Venue.RevokeCredential(_fixture.Alice);

        Assert.Equal("Unauthorized/Invalid api key", _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 41, 10)));
        Assert.Equal("Unauthorized/Invalid api key", _fixture.Venue.Cancel(_fixture.Alice, resting.Order.Id).Error);
        Assert.Empty(_fixture.Venue.CancelAll(_fixture.Alice));
        Assert.Equal((false, string.Empty), _fixture.Venue.Heartbeat(_fixture.Alice, string.Empty));
        Assert.Equal(["10@0.4"], _fixture.Levels(Side.Buy));
    }

    [Fact]
    public void The_taker_fee_is_paid_on_top_of_a_buy_and_makers_pay_nothing()
    {
        var maker = _fixture.Accepted(_fixture.Bob, Outcome.Down, Side.Buy, 40, 100);
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 60, 100);

        // 100 × 0.07 × 0.6 × 0.4 = 1.68.
        Assert.Equal(Money.Dollars(1_000) - new Money(61_680_000), _fixture.Collateral(_fixture.Alice));
        Assert.Equal(Money.Dollars(960), _fixture.Collateral(_fixture.Bob));
        Assert.Equal(VenueOrderStatus.Matched, maker.Status);
        Assert.Equal(Money.Dollars(100), _fixture.Venue.Totals.Backing);
    }

    [Fact]
    public void The_taker_fee_is_deducted_from_the_proceeds_of_a_sell()
    {
        _fixture.Acquire(_fixture.Alice, Outcome.Up, 100);
        var before = _fixture.Collateral(_fixture.Alice);
        _fixture.Flow(Side.Buy, 40, 100);

        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Sell, 40, 100);
        Assert.Equal(before, _fixture.Collateral(_fixture.Alice));
        _fixture.Advance(31);

        Assert.Equal(before + new Money(38_320_000), _fixture.Collateral(_fixture.Alice));
    }

    [Fact]
    public void Two_sells_of_opposite_tokens_merge_a_set()
    {
        _fixture.Acquire(_fixture.Alice, Outcome.Up, 50);
        _fixture.Acquire(_fixture.Bob, Outcome.Down, 50);
        var backing = _fixture.Venue.Totals.Backing;
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Sell, 45, 50);

        var taker = _fixture.Accepted(_fixture.Bob, Outcome.Down, Side.Sell, 50, 50);

        Assert.Equal(Size.Shares(50), taker.Matched);
        Assert.Equal(Price.Cents(55), _fixture.Log.Trades[^1].Price);
        Assert.Equal(backing - Money.Dollars(50), _fixture.Venue.Totals.Backing);
        Assert.True(_fixture.Venue.Totals.IsConserved);
    }

    [Fact]
    public void An_account_may_match_itself()
    {
        _fixture.Acquire(_fixture.Alice, Outcome.Up, 50);
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Sell, 60, 50);
        var before = _fixture.Collateral(_fixture.Alice);

        var taker = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 60, 50);
        _fixture.Advance(31);

        Assert.Equal(Size.Shares(50), taker.Matched);
        Assert.Equal(Size.Shares(50), _fixture.Tokens(_fixture.Alice, Outcome.Up));
        Assert.Equal(before - new Money(840_000), _fixture.Collateral(_fixture.Alice));
        Assert.Equal(2, _fixture.Venue.Trades(_fixture.Venue.AccountOf(_fixture.Alice)).Count());
    }

    [Fact]
    public void The_minimum_size_binds_immediate_sells_unless_set_otherwise_and_never_immediate_buys()
    {
        _fixture.Acquire(_fixture.Alice, Outcome.Up, 10);
        _fixture.Flow(Side.Buy, 50, 10);
        _fixture.Flow(Side.Sell, 60, 10);
        Assert.Contains("lower than the minimum", _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Sell, 50, 4, OrderType.Fak)), StringComparison.Ordinal);
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 60, 4, OrderType.Fak);

        var lenient = new VenueFixture(new ExchangeOptions { MinimumSizeBindsImmediateSells = false });
        lenient.Acquire(lenient.Alice, Outcome.Up, 10);
        lenient.Flow(Side.Buy, 50, 10);
        lenient.Accepted(lenient.Alice, Outcome.Up, Side.Sell, 50, 4, OrderType.Fak);
    }

    [Fact]
    public void A_maker_is_filled_over_several_takers_without_ever_paying_more_than_it_signed()
    {
        var maker = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 33, 10);
        var before = _fixture.Collateral(_fixture.Alice);
        while (maker.Status == VenueOrderStatus.Live)
        {
            _fixture.Venue.TakeFlow(_fixture.Market, Outcome.Up, Side.Sell, Price.Cents(33), new Size(333_337));
        }

        Assert.InRange((before - _fixture.Collateral(_fixture.Alice)).Micros, 3_299_990, maker.Order.MakerAmount);
        Assert.True(maker.Remaining.Units < 100);
        Assert.True(_fixture.Venue.Totals.IsConserved);
    }
}
