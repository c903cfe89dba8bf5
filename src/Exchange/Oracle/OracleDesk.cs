using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Listings;

namespace PolyCloud.Exchange.Oracle;

/// <summary>Takes observations of the underlyings, fixes strikes and finals, and publishes prices after the lag.</summary>
internal sealed class OracleDesk(VenueContext venue)
{
    private readonly List<OracleFeed> _feeds = [];

    internal void Observe(string asset, OraclePrice spot, Timestamp observed, IReadOnlyList<ListingState> running)
    {
        var feed = FeedOf(asset);
        if (!feed.TryObserve(spot, observed))
        {
            return;
        }

        var average = feed.Average;
        for (var index = 0; index < running.Count; index++)
        {
            Fix(running[index], asset, spot, average, observed.Seconds);
        }

        venue.At(observed + venue.Options.OraclePublicationLag, () =>
        {
            venue.Listener.OraclePublished(venue.Now, asset, new OracleTick(OracleSource.Spot, spot, observed));
            if (average is { } known)
            {
                venue.Listener.OraclePublished(venue.Now, asset, new OracleTick(OracleSource.TimeWeightedAverage60Seconds, known, observed));
            }
        });
    }

    /// <summary>The value at the very second of the open or the close; a missed second stays unknown.</summary>
    private void Fix(ListingState market, string asset, OraclePrice spot, OraclePrice? average, long second)
    {
        if (!string.Equals(market.Spec.Asset, asset, StringComparison.Ordinal))
        {
            return;
        }

        OraclePrice? value = market.Spec.Settlement switch
        {
            SettlementRule.TimeWeightedAverage60Seconds => average,
            // The simulated exchanges trade at the underlying itself: the candle opens and closes at what it is in that second.
            SettlementRule.Spot or SettlementRule.ExchangeCandle => spot,
            _ => null,
        };
        if (second == market.Spec.Opens.Seconds)
        {
            market.Strike = value;
            if (venue.Now >= market.Spec.Opens + venue.Options.PriceToBeatDelay)
            {
                market.Listing.PriceToBeat = value;
            }
        }
        else if (second == market.Spec.Closes.Seconds)
        {
            market.Final = value;
        }
    }

    private OracleFeed FeedOf(string asset)
    {
        foreach (var feed in _feeds)
        {
            if (string.Equals(feed.Asset, asset, StringComparison.Ordinal))
            {
                return feed;
            }
        }

        var added = new OracleFeed(asset);
        _feeds.Add(added);
        return added;
    }
}
