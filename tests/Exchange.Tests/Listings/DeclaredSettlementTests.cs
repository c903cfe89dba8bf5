using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Tests.Listings;

public sealed class DeclaredSettlementTests
{
    [Fact]
    public void A_market_of_declared_winner_ignores_the_oracle_and_waits_for_the_word()
    {
        var fixture = new VenueFixture();
        var listing = fixture.Venue.List(VenueFixture.Spec() with { Slug = "declared", ConditionId = "0x" + new string('b', 64), UpTokenId = "3", DownTokenId = "4", Settlement = SettlementRule.Declared }, takerDelay: false);
        for (var moment = VenueFixture.Start; moment <= VenueFixture.Closes + Duration.FromSeconds(400); moment += Duration.FromSeconds(1))
        {
            fixture.Venue.AdvanceTo(moment);
            fixture.Venue.ObserveUnderlying("btc", new OraclePrice(100_000 * OraclePrice.Scale), moment);
        }

        Assert.Equal(Outcome.Up, fixture.Listing.Winner);
        Assert.Null(listing.Winner);
        Assert.Null(listing.PriceToBeat);
        fixture.Venue.DeclareWinner(listing.Id, Outcome.Down);
        Assert.Equal(Outcome.Down, listing.Winner);
    }
}
