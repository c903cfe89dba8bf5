using PolyCloud.Engine.Values;
using Xunit;

namespace PolyCloud.Exchange.Tests.Listings;

public class BookPoolTests
{
    [Fact]
    public void The_book_of_a_resolved_market_serves_the_next_one_empty()
    {
        var fixture = new VenueFixture();
        var stale = fixture.Flow(Side.Buy, 40, 10);
        fixture.Flow(Side.Sell, 60, 10);
        fixture.Venue.DeclareWinner(fixture.Market, Outcome.Up);
        fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(160));
        var spec = VenueFixture.Spec() with { Opens = VenueFixture.Opens + Duration.FromSeconds(600), Closes = VenueFixture.Closes + Duration.FromSeconds(600) };
        var next = fixture.Venue.List(spec, takerDelay: false).Id;

        Assert.False(fixture.Venue.TryBest(next, Side.Buy, out _));
        Assert.False(fixture.Venue.TryBest(next, Side.Sell, out _));
        var fresh = fixture.Venue.PlaceFlow(next, Side.Buy, Price.Cents(30), Size.Shares(7));
        Assert.Equal(Size.Zero, fixture.Venue.CancelFlow(stale));
        Assert.Equal(Size.Shares(7), fixture.Venue.FlowRest(fresh));
        Assert.True(fixture.Venue.TryBest(next, Side.Buy, out var best));
        Assert.Equal((Price.Cents(30), Size.Shares(7)), (best.Price, best.Size));
    }
}
