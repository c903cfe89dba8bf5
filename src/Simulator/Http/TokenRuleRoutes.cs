using System.Text.Json;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Http;

/// <summary>Rules of a token's market, by query or by path: grid, neg-risk, the legacy base fee, and which market it belongs to.</summary>
internal sealed class TokenRuleRoutes(MarketChannel markets, Faults.VenueFaults faults)
{
    // A relic that the venue still answers; fees follow the schedule.
    private const int LegacyBaseFee = 1000;

    private const string ByTokenStart = "/markets-by-token/";

    public void AddTo(RouteTable routes)
    {
        Add(routes, "/tick-size", (writer, listing) =>
        {
            writer.WritePropertyName("minimum_tick_size");
            writer.WriteRawValue(listing.TickSize.ToString());
        });
        Add(routes, "/neg-risk", (writer, listing) => writer.WriteBoolean("neg_risk", listing.Spec.NegativeRisk));
        Add(routes, "/fee-rate", (writer, _) => writer.WriteNumber("base_fee", LegacyBaseFee));
        routes.Open("GET", ByTokenStart, (_, request) => Answer(request.Path[ByTokenStart.Length..], WriteMarketOfToken));
    }

    private void Add(RouteTable routes, string path, Action<Utf8JsonWriter, Listing> write)
    {
        routes.Open("GET", path, (_, request) => Answer(request.Parameter("token_id") ?? "", write));
        routes.Open("GET", path + "/", (_, request) => Answer(request.Path[(path.Length + 1)..], write));
    }

    private VenueResponse Answer(string token, Action<Utf8JsonWriter, Listing> write) =>
        markets.TryFindToken(token, out var feed, out _) && !faults.Misses(feed.Listing)
            ? VenueResponse.Ok(Json.Write(writer =>
            {
                writer.WriteStartObject();
                write(writer, feed.Listing);
                writer.WriteEndObject();
            }))
            : VenueResponse.Error(404, "market not found");

    /// <summary>The primary token is the numerically smaller one, not the first outcome (a third-party observation).</summary>
    private static void WriteMarketOfToken(Utf8JsonWriter writer, Listing listing)
    {
        var tokens = new[] { listing.Spec.UpTokenId, listing.Spec.DownTokenId }.OrderBy(System.Numerics.BigInteger.Parse).ToArray();
        writer.WriteString("condition_id", listing.Spec.ConditionId);
        writer.WriteString("primary_token_id", tokens[0]);
        writer.WriteString("secondary_token_id", tokens[1]);
    }
}
