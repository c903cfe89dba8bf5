using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;

namespace PolyCloud.Exchange.Tests.Orders;

public class TakerHoldTests
{
    private readonly VenueFixture _fixture = new(takerDelay: true);

    [Fact]
    public void A_marketable_order_is_held_and_its_outcome_comes_only_after()
    {
        _fixture.Flow(Side.Sell, 50, 100);
        var (order, ticket) = _fixture.Place(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10));

        _fixture.Advance(0.149);
        Assert.DoesNotContain(ticket, _fixture.Log.Outcomes.Keys);
        Assert.Equal(VenueOrderStatus.Delayed, _fixture.Venue.Find(_fixture.Alice, order.Id)!.Status);
        _fixture.Advance(0.001);

        Assert.Equal((VenueFixture.Start + Duration.FromMilliseconds(150), VenueOrderStatus.Matched), (_fixture.Log.Outcomes[ticket].At, _fixture.Log.Outcomes[ticket].Outcome.Status));
    }

    [Fact]
    public void Resting_and_post_only_orders_are_immediate()
    {
        _fixture.Flow(Side.Sell, 50, 100);

        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 49, 10);
        Assert.NotEmpty(_fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10, postOnly: true)));
    }

    [Fact]
    public void A_held_order_cannot_be_cancelled_or_swept_and_is_a_duplicate()
    {
        _fixture.Flow(Side.Sell, 50, 100);
        var (order, ticket) = _fixture.Place(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10));

        Assert.Equal("Order not found or already canceled", _fixture.Venue.Cancel(_fixture.Alice, order.Id).Error);
        Assert.Empty(_fixture.Venue.CancelAll(_fixture.Alice));
        Assert.Empty(_fixture.Venue.OpenOrders(_fixture.Alice));
        Assert.Contains("Duplicated", _fixture.Refused(order), StringComparison.Ordinal);
        _fixture.Advance(0.15);
        Assert.True(_fixture.Log.Outcomes[ticket].Outcome.Accepted);
    }

    [Fact]
    public void A_maker_that_leaves_during_the_hold_is_not_hit_and_the_order_rests()
    {
        var maker = _fixture.Flow(Side.Sell, 50, 100);
        var (order, ticket) = _fixture.Place(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10));
        _fixture.Venue.CancelFlow(maker);
        _fixture.Advance(0.15);

        Assert.Equal(VenueOrderStatus.Live, _fixture.Log.Outcomes[ticket].Outcome.Status);
        Assert.Equal(["10@0.5"], _fixture.Levels(Side.Buy));
        Assert.Equal(string.Empty, _fixture.Venue.Cancel(_fixture.Alice, order.Id).Error);
    }

    [Fact]
    public void An_immediate_order_whose_maker_leaves_is_refused_and_frees_its_funds()
    {
        var maker = _fixture.Flow(Side.Sell, 50, 1_900);
        var (order, ticket) = _fixture.Place(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 1_900, OrderType.Fak));
        Assert.Equal("not enough balance / allowance", _fixture.Refused(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 40, 1_000)));
        _fixture.Venue.CancelFlow(maker);
        _fixture.Advance(0.15);

        Assert.StartsWith("no orders found", _fixture.Log.Outcomes[ticket].Outcome.Error, StringComparison.Ordinal);
        Assert.Null(_fixture.Venue.Find(_fixture.Alice, order.Id));
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 40, 2_500);
    }

    [Fact]
    public void A_hold_that_ends_after_the_market_is_refused()
    {
        _fixture.Flow(Side.Sell, 50, 100);
        _fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromMilliseconds(89_900));
        var (_, ticket) = _fixture.Place(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10));
        _fixture.Advance(1);

        Assert.Equal("the market is not yet ready to process new orders", _fixture.Log.Outcomes[ticket].Outcome.Error);
    }

    [Fact]
    public void Held_orders_are_released_in_the_order_they_came()
    {
        _fixture.Flow(Side.Sell, 50, 10);
        var (_, first) = _fixture.Place(_fixture.Order(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10, OrderType.Fok));
        var (_, second) = _fixture.Place(_fixture.Order(_fixture.Bob, Outcome.Up, Side.Buy, 50, 10, OrderType.Fok));
        _fixture.Advance(0.15);

        Assert.True(_fixture.Log.Outcomes[first].Outcome.Accepted);
        Assert.False(_fixture.Log.Outcomes[second].Outcome.Accepted);
    }
}
