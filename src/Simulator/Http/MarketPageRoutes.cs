using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Users;

namespace PolyCloud.Simulator.Http;

/// <summary>The CLOB's own lists of markets, in pages, and one market by its condition.</summary>
internal sealed class MarketPageRoutes(MarketChannel markets, VenueFaults faults)
{
    private const string MarketStart = "/markets/";

    public void AddTo(RouteTable routes)
    {
        routes.Open("GET", "/markets", (_, request) => Pages(request, _ => true, Write));
        routes.Open("GET", "/simplified-markets", (_, request) => Pages(request, _ => true, WriteSimplified));
        routes.Open("GET", "/sampling-markets", (_, request) => Pages(request, Samples, Write));
        routes.Open("GET", "/sampling-simplified-markets", (_, request) => Pages(request, Samples, WriteSimplified));
        routes.Open("GET", MarketStart, (_, request) =>
            markets.FindCondition(request.Path[MarketStart.Length..]) is { } feed && !faults.Misses(feed.Listing)
                ? VenueResponse.Ok(Json.Write(writer => Write(writer, feed)))
                : VenueResponse.Error(404, "market not found"));
    }

    private VenueResponse Pages(VenueRequest request, Predicate<MarketFeed> chosen, Action<Utf8JsonWriter, MarketFeed> write) =>
        Page.Of(request, [.. markets.Feeds.Where(feed => chosen(feed) && !faults.Hides(feed.Listing))], write);

    /// <summary>Markets whose orders may earn rewards: those that take orders.</summary>
    private static bool Samples(MarketFeed feed) => feed.Listing.AcceptingOrders;

    private static void Write(Utf8JsonWriter writer, MarketFeed feed)
    {
        var (listing, spec) = (feed.Listing, feed.Listing.Spec);
        writer.WriteStartObject();
        writer.WriteBoolean("enable_order_book", listing.Winner is null);
        WriteCommon(writer, feed);
        writer.WriteString("accepting_order_timestamp", WindowText.Moment(listing.Listed));
        writer.WritePropertyName("minimum_order_size");
        writer.WriteRawValue(spec.MinimumOrderSize.ToString());
        writer.WritePropertyName("minimum_tick_size");
        writer.WriteRawValue(listing.TickSize.ToString());
        writer.WriteString("question_id", WindowText.QuestionId(listing));
        writer.WriteString("question", WindowText.Question(listing));
        writer.WriteString("description", WindowText.Description(listing));
        writer.WriteString("market_slug", spec.Slug);
        writer.WriteString("end_date_iso", WindowText.Moment(spec.Closes));
        writer.WriteString("game_start_time", WindowText.Moment(spec.Opens));
        writer.WriteNumber("seconds_delay", 0);
        writer.WriteNumber("maker_base_fee", 1000);
        writer.WriteNumber("taker_base_fee", 1000);
        writer.WriteBoolean("neg_risk", spec.NegativeRisk);
        writer.WriteBoolean("is_50_50_outcome", false);
        writer.WriteEndObject();
    }

    private static void WriteSimplified(Utf8JsonWriter writer, MarketFeed feed)
    {
        writer.WriteStartObject();
        WriteCommon(writer, feed);
        writer.WriteEndObject();
    }

    private static void WriteCommon(Utf8JsonWriter writer, MarketFeed feed)
    {
        var listing = feed.Listing;
        writer.WriteString("condition_id", listing.Spec.ConditionId);
        writer.WriteBoolean("active", true);
        writer.WriteBoolean("closed", listing.Winner is not null);
        writer.WriteBoolean("archived", false);
        writer.WriteBoolean("accepting_orders", listing.AcceptingOrders);
        writer.WriteStartObject("rewards");
        writer.WriteNull("rates");
        writer.WriteNumber("min_size", RewardRules.MinimumShares);
        writer.WritePropertyName("max_spread");
        writer.WriteRawValue(RewardRules.MaximumSpreadCents);
        writer.WriteEndObject();
        writer.WriteStartArray("tokens");
        foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Up, Outcome.Down])
        {
            writer.WriteStartObject();
            writer.WriteString("token_id", listing.Spec.TokenId(outcome));
            writer.WriteString("outcome", OrderText.OutcomeText(listing, outcome));
            writer.WritePropertyName("price");
            writer.WriteRawValue(FixedPointText.ToText(feed.HintHalfUnits(outcome) * 5, Price.Decimals + 1));
            writer.WriteBoolean("winner", listing.Winner == outcome);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
