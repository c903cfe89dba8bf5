using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Http;

/// <summary>
/// Rewards and rebates. The windows have no pool, so every list is empty, in the venue's shapes; only whether an order scores is
/// computed.
/// </summary>
internal sealed class RewardRoutes(ExchangeVenue exchange, MarketChannel markets)
{
    public void AddTo(RouteTable routes)
    {
        routes.Open("GET", "/rewards/markets/", (_, request) => EmptyPage(request));
        routes.Open("GET", "/rebates/current", (_, _) => VenueResponse.Ok("[]"u8.ToArray()));
        routes.Keyed("GET", "/rewards/user", (_, _, request) => EmptyPage(request));
        routes.Keyed("GET", "/rewards/user/markets", (_, _, request) => EmptyPage(request));
        routes.Keyed("GET", "/rewards/user/total", (_, _, _) => VenueResponse.Ok("[]"u8.ToArray()));
        routes.Keyed("GET", "/rewards/user/percentages", (_, _, _) => VenueResponse.Ok("{}"u8.ToArray()));
        routes.Keyed("GET", "/order-scoring", OneScores);
        routes.Keyed("POST", "/orders-scoring", SomeScore);
    }

    private static VenueResponse EmptyPage(VenueRequest request) => Page.Of<string>(request, [], (_, _) => { });

    private VenueResponse OneScores(Timestamp now, ApiCredential credential, VenueRequest request) =>
        TryRead(request.Parameter("order_id"), out var order)
            ? VenueResponse.Ok(Json.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("scoring", Scores(now, credential, order));
                writer.WriteEndObject();
            }))
            : VenueResponse.Error(400, "Invalid orderID");

    private VenueResponse SomeScore(Timestamp now, ApiCredential credential, VenueRequest request)
    {
        var texts = JsonInput.Read(request.Body.Span, ReadList);
        return texts is null || texts.Exists(text => !TryRead(text, out _))
            ? VenueResponse.Error(400, "Invalid orderID")
            : VenueResponse.Ok(Json.Write(writer =>
            {
                writer.WriteStartObject();
                foreach (var text in texts.Distinct(StringComparer.Ordinal))
                {
                    _ = TryRead(text, out var order);
                    writer.WriteBoolean(text, Scores(now, credential, order));
                }

                writer.WriteEndObject();
            }));
    }

    /// <summary>A plain array, or the text of one: an older client writes it twice.</summary>
    private static List<string>? ReadList(JsonElement root) => root.ValueKind == JsonValueKind.String
        ? JsonInput.Read(Encoding.UTF8.GetBytes(root.GetString()!), inner => inner.Texts())
        : root.Texts();

    private static bool TryRead(string? text, out Hash256 order) => Hash256.TryParse(Encoding.UTF8.GetBytes(text ?? ""), out order);

    private bool Scores(Timestamp now, ApiCredential credential, Hash256 id) =>
        exchange.Find(credential.Id, id) is { } order && RewardRules.Scores(now, order, markets.Feed(order.Order.Listing));
}
