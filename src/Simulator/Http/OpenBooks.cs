using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Http;

/// <summary>Finds the book of a token, where the venue has one: a resolved market has none any more.</summary>
internal sealed class OpenBooks(MarketChannel markets, VenueFaults faults)
{
    public static VenueResponse NoBook => VenueResponse.Error(404, "No orderbook exists for the requested token id");

    public bool TryFind(string? token, out MarketFeed feed, out Outcome outcome) =>
        markets.TryFindToken(token ?? "", out feed, out outcome) && feed.Listing.Winner is null && !faults.Misses(feed.Listing);
}
