using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Http;

/// <summary>The compact market object of <c>/clob-markets/{condition}</c>.</summary>
internal sealed class ClobMarketRoutes(MarketChannel markets, VenueFaults faults)
{
    private const string Start = "/clob-markets/";

    public void AddTo(RouteTable routes) => routes.Open("GET", Start, (_, request) =>
        markets.FindCondition(request.Path[Start.Length..]) is { } feed && !faults.Misses(feed.Listing)
            ? VenueResponse.Ok(Json.Write(writer => WriteClobMarket(writer, feed)))
            : VenueResponse.Error(404, "market not found"));

    private static void WriteClobMarket(Utf8JsonWriter writer, MarketFeed feed)
    {
        var (listing, spec) = (feed.Listing, feed.Listing.Spec);
        writer.WriteStartObject();
        writer.WriteStartArray("t");
        foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Up, Outcome.Down])
        {
            writer.WriteStartObject();
            writer.WriteString("t", spec.TokenId(outcome));
            writer.WriteString("o", Users.OrderText.OutcomeText(listing, outcome));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("c", spec.ConditionId);
        writer.WriteString("v", WindowText.Version(spec));
        writer.WritePropertyName("mts");
        writer.WriteRawValue(listing.TickSize.ToString());
        writer.WritePropertyName("mos");
        writer.WriteRawValue(spec.MinimumOrderSize.ToString());
        writer.WriteNumber("mbf", 1000);
        writer.WriteNumber("tbf", 1000);
        writer.WriteBoolean("nr", spec.NegativeRisk);
        writer.WriteStartObject("fd");
        writer.WritePropertyName("r");
        writer.WriteRawValue(FixedPointText.ToText(spec.Fees.RateMillionths, 6));
        writer.WriteNumber("e", spec.Fees.Exponent);
        writer.WriteBoolean("to", true);
        writer.WriteEndObject();
        writer.WriteStartObject("r");
        writer.WriteNumber("mi", RewardRules.MinimumShares);
        writer.WritePropertyName("ma");
        writer.WriteRawValue(RewardRules.MaximumSpreadCents);
        writer.WriteNumber("moas", RewardRules.MinimumAgeSeconds);
        writer.WriteEndObject();
        writer.WriteBoolean("ao", listing.AcceptingOrders);
        writer.WriteString("aot", WindowText.Moment(listing.Listed));
        writer.WriteNumber("sd", 0);
        writer.WriteString("gst", WindowText.Moment(spec.Opens));
        writer.WriteBoolean("cbos", false);
        writer.WriteBoolean("itode", listing.TakerDelay);
        writer.WriteEndObject();
    }
}
