using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;

namespace PolyCloud.Exchange.Tests.Orders;

public class OrderCancellationTests
{
    private readonly VenueFixture _fixture = new();

    [Fact]
    public void A_cancelled_order_leaves_the_book_and_frees_its_funds()
    {
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 2_000);

        Assert.Equal(string.Empty, _fixture.Venue.Cancel(_fixture.Alice, order.Order.Id).Error);

        Assert.Equal(VenueOrderStatus.Canceled, order.Status);
        Assert.Empty(_fixture.Levels(Side.Buy));
        _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 2_000);
    }

    [Fact]
    public void A_cancel_that_comes_too_late_says_why()
    {
        var cancelled = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10).Order.Id;
        _fixture.Venue.Cancel(_fixture.Alice, cancelled);
        _fixture.Flow(Side.Sell, 50, 10);
        var matched = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10).Order.Id;

        Assert.Equal("Order already canceled", _fixture.Venue.Cancel(_fixture.Alice, cancelled).Error);
        Assert.Equal("Order already matched", _fixture.Venue.Cancel(_fixture.Alice, matched).Error);
        Assert.Equal("Order not found or already canceled", _fixture.Venue.Cancel(_fixture.Alice, new Hash256(9, 9, 9, 9)).Error);
    }

    [Fact]
    public void Another_credential_of_the_same_wallet_neither_sees_nor_cancels_the_order()
    {
        var other = _fixture.Venue.OpenCredential(_fixture.Venue.AccountOf(_fixture.Alice));
        var order = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 10);

        Assert.Null(_fixture.Venue.Find(other, order.Order.Id));
        Assert.Empty(_fixture.Venue.OpenOrders(other));
        Assert.Empty(_fixture.Venue.CancelAll(other));
        Assert.Equal("Order not found or already canceled", _fixture.Venue.Cancel(other, order.Order.Id).Error);
        Assert.Equal(VenueOrderStatus.Live, order.Status);
    }

    [Fact]
    public void Cancel_all_takes_the_named_token_only_oldest_first()
    {
        var down = _fixture.Accepted(_fixture.Alice, Outcome.Down, Side.Buy, 40, 10);
        var first = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 40, 10);
        var second = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 41, 10);

        var outcomes = _fixture.Venue.CancelAll(_fixture.Alice, _fixture.Market, Outcome.Up);

        Assert.Equal([first.Order.Id, second.Order.Id], outcomes.Select(static outcome => outcome.Order));
        Assert.Equal(VenueOrderStatus.Live, down.Status);
        Assert.Single(_fixture.Venue.CancelAll(_fixture.Alice));
    }

    [Fact]
    public void Buys_that_a_lowered_allowance_no_longer_carries_are_cancelled_as_invalid_newest_first()
    {
        var first = _fixture.Accepted(_fixture.Alice, Outcome.Up, Side.Buy, 50, 100);
        var second = _fixture.Accepted(_fixture.Alice, Outcome.Down, Side.Buy, 40, 100);

        _fixture.Venue.SetCollateralAllowance(_fixture.Venue.AccountOf(_fixture.Alice), Money.Dollars(60));

        Assert.Equal(VenueOrderStatus.Live, first.Status);
        Assert.Equal(VenueOrderStatus.Invalid, second.Status);
        Assert.Contains(_fixture.Log.Orders, entry => entry.Order == second.Order.Id && entry.Change == OrderChange.Cancellation);
    }
}
