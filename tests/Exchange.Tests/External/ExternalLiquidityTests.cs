using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;

namespace PolyCloud.Exchange.Tests.External;

public class ExternalLiquidityTests
{
    private readonly VenueFixture _fixture = new();

    [Fact]
    public void A_displayed_level_is_absolute()
    {
        Set(Side.Buy, 49, 100);
        Set(Side.Buy, 49, 70);
        Set(Side.Buy, 48, 5);
        Assert.Equal(["70@0.49", "5@0.48"], _fixture.Levels(Side.Buy));

        Set(Side.Buy, 49, 0);
        Assert.Equal(["5@0.48"], _fixture.Levels(Side.Buy));
    }

    [Fact]
    public void A_resting_order_is_filled_whole_at_its_price_once_the_market_trades_through()
    {
        Set(Side.Buy, 49, 100);
        Set(Side.Sell, 51, 100);
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 49, 10);
        Set(Side.Buy, 49, 0);
        Set(Side.Sell, 50, 20);
        Assert.Equal(Size.Zero, order.Matched);

        Set(Side.Sell, 48, 1);

        Assert.Equal((VenueOrderStatus.Matched, Size.Shares(10)), (order.Status, order.Matched));
        var trade = Assert.Single(_fixture.Log.Trades);
        Assert.Equal((Outcome.Up, Side.Sell, Price.Cents(49), Money.Zero), (trade.Outcome, trade.Side, trade.Price, trade.Fee));
        Assert.Equal(Money.Dollars(1_000) - new Money(4_900_000), _fixture.Collateral(_fixture.Alice));
        Assert.True(_fixture.Venue.Totals.IsConserved);
    }

    [Fact]
    public void An_order_on_down_is_filled_when_up_bids_trade_through_it()
    {
        Set(Side.Buy, 49, 100);
        Set(Side.Sell, 51, 100);
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Down, Side.Buy, 48, 10);
        Set(Side.Sell, 51, 0);
        Set(Side.Buy, 53, 1);

        Assert.Equal(Size.Shares(10), order.Matched);
        Assert.Equal((Outcome.Down, Price.Cents(48)), (_fixture.Log.Trades[0].Outcome, _fixture.Log.Trades[0].Price));
        Assert.True(_fixture.Venue.Totals.IsConserved);
    }

    [Fact]
    public void A_touch_fills_nothing_and_takes_the_order_off_display_until_the_market_moves_away()
    {
        Set(Side.Buy, 48, 100);
        Set(Side.Sell, 51, 100);
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 49, 10);
        Assert.Equal(["10@0.49", "100@0.48"], _fixture.Levels(Side.Buy));

        Set(Side.Sell, 49, 30);
        Assert.Equal((VenueOrderStatus.Live, Size.Zero), (order.Status, order.Matched));
        Assert.Equal(["100@0.48"], _fixture.Levels(Side.Buy));

        Set(Side.Sell, 49, 0);
        Assert.Equal(["10@0.49", "100@0.48"], _fixture.Levels(Side.Buy));
    }

    [Fact]
    public void An_order_off_display_can_be_cancelled()
    {
        Set(Side.Sell, 51, 100);
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 49, 10);
        Set(Side.Sell, 49, 30);

        Assert.Equal(string.Empty, _fixture.Venue.Cancel(_fixture.Alice, order.Order.Id).Error);
        Set(Side.Sell, 48, 30);
        Assert.Empty(_fixture.Log.Trades);
    }

    [Fact]
    public void Nothing_is_judged_while_the_recorded_sides_cross()
    {
        Set(Side.Buy, 49, 100);
        Set(Side.Sell, 51, 100);
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 49, 10);

        // The lower ask is written before the bid it replaced is removed.
        Set(Side.Sell, 48, 40);
        Assert.Equal(VenueOrderStatus.Live, order.Status);
        Set(Side.Buy, 49, 0);

        Assert.Equal(VenueOrderStatus.Matched, order.Status);
    }

    [Fact]
    public void What_was_taken_from_a_displayed_level_stays_taken_until_it_is_written_again()
    {
        Set(Side.Sell, 50, 30);
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 20, OrderType.Fak);
        Assert.Equal(["10@0.5"], _fixture.Levels(Side.Sell));
        Assert.Equal(Size.Shares(10), _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 20, OrderType.Fak).Matched);

        Set(Side.Sell, 50, 30);
        Assert.Equal(["30@0.5"], _fixture.Levels(Side.Sell));
    }

    [Fact]
    public void An_order_queues_behind_what_was_displayed_and_a_shrinking_level_shrinks_behind_it_first()
    {
        Set(Side.Buy, 49, 100);
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 49, 10);
        Set(Side.Buy, 49, 150);
        Set(Side.Buy, 49, 60);
        _fixture.Accepted(_fixture.Bob, Outcome.Down, Side.Buy, 51, 65);

        Assert.Equal(Size.Shares(5), order.Matched);
    }

    [Fact]
    public void An_order_that_rested_before_the_recording_began_is_judged_too()
    {
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 49, 10);
        Set(Side.Sell, 48, 1);

        Assert.Equal(VenueOrderStatus.Matched, order.Status);
    }

    [Fact]
    public void Nothing_is_filled_once_the_market_takes_no_orders()
    {
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 49, 10);
        _fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(90));
        Set(Side.Sell, 48, 1);

        Assert.Equal(VenueOrderStatus.Live, order.Status);
    }

    private void Set(Side side, int cents, long shares) =>
        _fixture.Venue.SetExternalLevel(_fixture.Market, side, Price.Cents(cents), Size.Shares(shares));
}
