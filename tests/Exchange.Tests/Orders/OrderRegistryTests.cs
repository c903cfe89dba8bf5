using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Orders;
using Xunit;

namespace PolyCloud.Exchange.Tests.Orders;

public class OrderRegistryTests
{
    [Fact]
    public void The_orders_that_ended_last_are_remembered_and_older_ones_forgotten()
    {
        var fixture = new VenueFixture();
        var first = fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 40, 5).Order.Id;
        fixture.Venue.Cancel(fixture.Alice, first);
        for (var order = 1; order < OrderRegistry.EndedMax; order++)
        {
            var (placed, _) = fixture.Place(fixture.Order(fixture.Alice, Outcome.Up, Side.Buy, 40, 5));
            fixture.Venue.Cancel(fixture.Alice, placed.Id);
        }

        Assert.NotNull(fixture.Venue.Find(fixture.Alice, first));
        var last = fixture.Accepted(fixture.Alice, Outcome.Up, Side.Buy, 40, 5).Order.Id;
        fixture.Venue.Cancel(fixture.Alice, last);

        Assert.Null(fixture.Venue.Find(fixture.Alice, first));
        Assert.NotNull(fixture.Venue.Find(fixture.Alice, last));
    }
}
