using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Http;

/// <summary>The catalogue: <c>GET /markets?slug=…</c>, an array of none or one object per slug. Some of its texts hold JSON.</summary>
internal sealed class GammaRoutes
{
    private readonly MarketChannel _markets;

    public GammaRoutes(MarketChannel markets) => _markets = markets;

    public void AddTo(RouteTable routes) => routes.Open("GET", "/markets", (_, request) => Markets(request));

    /// <summary>Asked by slug, closed markets are returned too unless <c>closed</c> says which are wanted.</summary>
    private VenueResponse Markets(VenueRequest request)
    {
        var slugs = request.Parameters("slug").ToHashSet(StringComparer.Ordinal);
        var closed = request.Parameter("closed");
        if (slugs.Count == 0)
        {
            return VenueResponse.Error(422, "slug is required");
        }

        return VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var feed in _markets.Feeds)
            {
                var isClosed = feed.Listing.Winner is not null;
                if (slugs.Contains(feed.Listing.Spec.Slug) && (closed is null || closed == (isClosed ? "true" : "false")))
                {
                    WriteMarket(writer, feed);
                }
            }

            writer.WriteEndArray();
        }));
    }

    private static void WriteMarket(Utf8JsonWriter writer, MarketFeed feed)
    {
        var (listing, spec) = (feed.Listing, feed.Listing.Spec);
        var isClosed = listing.Winner is not null;
        writer.WriteStartObject();
        writer.WriteString("id", WindowText.Id(spec));
        writer.WriteString("question", WindowText.Question(spec));
        writer.WriteString("conditionId", spec.ConditionId);
        writer.WriteString("questionID", "0x" + Convert.ToHexStringLower(Keccak256.Hash(Encoding.ASCII.GetBytes(spec.Slug))));
        writer.WriteString("slug", spec.Slug);
        writer.WriteString("version", "v1");
        WriteSettlement(writer, spec);
        writer.WriteString("description", WindowText.Description);
        writer.WriteString("startDate", WindowText.Moment(listing.Listed));
        writer.WriteString("endDate", WindowText.Moment(spec.Closes));
        writer.WriteString("eventStartTime", WindowText.Moment(spec.Opens));
        writer.WriteString("outcomes", "[\"Up\", \"Down\"]");
        writer.WriteString("outcomePrices", OutcomePrices(feed));
        writer.WriteString("clobTokenIds", $"[\"{spec.UpTokenId}\", \"{spec.DownTokenId}\"]");
        writer.WriteBoolean("active", true);
        writer.WriteBoolean("closed", isClosed);
        writer.WriteBoolean("archived", false);
        writer.WriteBoolean("acceptingOrders", listing.AcceptingOrders);
        writer.WriteString("acceptingOrdersTimestamp", WindowText.Moment(listing.Listed));
        writer.WriteBoolean("enableOrderBook", true);
        writer.WritePropertyName("orderPriceMinTickSize");
        writer.WriteRawValue(listing.TickSize.ToString());
        writer.WritePropertyName("orderMinSize");
        writer.WriteRawValue(spec.MinimumOrderSize.ToString());
        writer.WriteBoolean("negRisk", spec.NegativeRisk);
        WriteFeesAndRewards(writer, spec);
        WriteQuotes(writer, feed);
        writer.WriteBoolean("clearBookOnStart", false);
        writer.WriteBoolean("automaticallyResolved", true);
        if (isClosed)
        {
            writer.WriteString("umaResolutionStatus", "resolved");
        }

        writer.WriteString("umaResolutionStatuses", "[]");
        WriteEvent(writer, listing, isClosed);
        writer.WriteEndObject();
    }

    private static void WriteSettlement(Utf8JsonWriter writer, MarketSpec spec)
    {
        if (spec.Settlement != SettlementRule.TimeWeightedAverage60Seconds)
        {
            writer.WriteString("resolutionSource", $"https://data.chain.link/streams/{spec.Asset}-usd");
            writer.WriteNull("cryptoMarketConfig");
            return;
        }

        writer.WriteString("resolutionSource", $"https://data.chain.link/streams/{spec.Asset}-usd-twap-60s-streams");
        writer.WriteStartObject("cryptoMarketConfig");
        writer.WriteString("id", $"{spec.Asset}-{WindowText.Recurrence(spec.Interval)}-twap-60");
        writer.WriteBoolean("twapEnabled", true);
        writer.WriteNumber("twapLookbackSeconds", 60);
        writer.WriteEndObject();
    }

    private static void WriteFeesAndRewards(Utf8JsonWriter writer, MarketSpec spec)
    {
        writer.WriteNumber("makerBaseFee", 1000);
        writer.WriteNumber("takerBaseFee", 1000);
        writer.WriteBoolean("feesEnabled", true);
        writer.WriteString("feeType", "crypto_fees_v2");
        WindowText.WriteFeeSchedule(writer, "feeSchedule", spec.Fees);
        writer.WriteNumber("makerRebatesFeeShareBps", 10000);
        writer.WriteNumber("rewardsMinSize", 50);
        writer.WritePropertyName("rewardsMaxSpread");
        writer.WriteRawValue("4.5");
        writer.WriteNumber("secondsDelay", 0);
    }

    private static void WriteQuotes(Utf8JsonWriter writer, MarketFeed feed)
    {
        var (bid, ask) = (feed.Book.BestBid(Outcome.Up), feed.Book.BestAsk(Outcome.Up));
        writer.WritePropertyName("bestBid");
        writer.WriteRawValue(FixedPointText.ToText(Math.Max(bid, 0), Price.Decimals));
        writer.WritePropertyName("bestAsk");
        writer.WriteRawValue(FixedPointText.ToText(ask < 0 ? Price.Scale : ask, Price.Decimals));
        if (feed.Listing.LastTradePrice is { } last)
        {
            writer.WritePropertyName("lastTradePrice");
            writer.WriteRawValue(last.ToString());
        }
    }

    private static void WriteEvent(Utf8JsonWriter writer, Listing listing, bool isClosed)
    {
        var spec = listing.Spec;
        writer.WriteStartArray("events");
        writer.WriteStartObject();
        writer.WriteString("id", WindowText.Id(spec));
        writer.WriteString("ticker", spec.Slug);
        writer.WriteString("slug", spec.Slug);
        writer.WriteString("title", WindowText.Question(spec));
        writer.WriteString("startTime", WindowText.Moment(spec.Opens));
        writer.WriteString("endDate", WindowText.Moment(spec.Closes));
        writer.WriteBoolean("active", true);
        writer.WriteBoolean("closed", isClosed);
        writer.WriteString("seriesSlug", WindowText.SeriesSlug(spec));
        writer.WriteStartArray("series");
        writer.WriteStartObject();
        writer.WriteString("id", WindowText.SeriesId(spec.Interval));
        writer.WriteString("slug", WindowText.SeriesSlug(spec));
        writer.WriteString("recurrence", WindowText.Recurrence(spec.Interval));
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("eventMetadata");
        WritePrice(writer, "priceToBeat", listing.PriceToBeat);
        WritePrice(writer, "finalPrice", listing.FinalPrice);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WritePrice(Utf8JsonWriter writer, string name, OraclePrice? price)
    {
        if (price is { } known)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(known.ToString());
        }
    }

    private static string OutcomePrices(MarketFeed feed)
    {
        if (feed.Listing.Winner is { } winner)
        {
            return winner == Outcome.Up ? "[\"1\", \"0\"]" : "[\"0\", \"1\"]";
        }

        // Stale hints at the venue as well: the middle of the book, half where a side is empty. In half price units.
        var (bid, ask) = (feed.Book.BestBid(Outcome.Up), feed.Book.BestAsk(Outcome.Up));
        var doubled = bid < 0 || ask < 0 ? Price.Scale : bid + ask;
        return $"[\"{FixedPointText.ToText(doubled * 5, 5)}\", \"{FixedPointText.ToText(((2 * Price.Scale) - doubled) * 5, 5)}\"]";
    }
}
