using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Users;

namespace PolyCloud.Simulator.Http;

/// <summary>
/// Single figures of a book: midpoint, best price, spread, last trade; one token by query or many by body. An empty side counts
/// as a bid of 0 or an ask of 1.
/// </summary>
internal sealed class QuoteRoutes(OpenBooks books)
{
    private const int HalfPriceDecimals = Price.Decimals + 1;

    public void AddTo(RouteTable routes)
    {
        One(routes, "/midpoint", (writer, feed, outcome, _) => writer.WriteString("mid", Middle(feed, outcome)));
        One(routes, "/price", (writer, feed, outcome, request) => writer.WriteString("price", Best(feed, outcome, request.Parameter("side"))));
        One(routes, "/spread", (writer, feed, outcome, _) => writer.WriteString("spread", Spread(feed, outcome)));
        One(routes, "/last-trade-price", (writer, feed, outcome, _) => WriteLast(writer, feed, outcome));
        Many(routes, "/midpoints", (writer, query, feed, outcome) => writer.WriteString(query.Token, Middle(feed, outcome)));
        Many(routes, "/spreads", (writer, query, feed, outcome) => writer.WriteString(query.Token, Spread(feed, outcome)));
        routes.Open("POST", "/prices", (_, request) => Prices(request));
        routes.Open("POST", "/last-trades-prices", (_, request) => LastTrades(request));
    }

    private void One(RouteTable routes, string path, Action<Utf8JsonWriter, MarketFeed, Outcome, VenueRequest> write) => routes.Open("GET", path, (_, request) =>
        books.TryFind(request.Parameter("token_id"), out var feed, out var outcome)
            ? VenueResponse.Ok(Json.Write(writer =>
            {
                writer.WriteStartObject();
                write(writer, feed, outcome, request);
                writer.WriteEndObject();
            }))
            : OpenBooks.NoBook);

    private void Many(RouteTable routes, string path, Action<Utf8JsonWriter, TokenQuery, MarketFeed, Outcome> write) => routes.Open("POST", path, (_, request) =>
        Each(request, isArray: false, (writer, query, feed, outcome) => write(writer, query, feed, outcome)));

    /// <summary>Each token once, with the sides that were asked about.</summary>
    private VenueResponse Prices(VenueRequest request)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        var queries = TokenQuery.ReadAll(request);
        return Each(request, isArray: false, (writer, query, feed, outcome) =>
        {
            if (!told.Add(query.Token))
            {
                return;
            }

            writer.WriteStartObject(query.Token);
            foreach (var side in queries!.Where(other => other.Token == query.Token).Select(other => other.Side).Distinct(StringComparer.Ordinal))
            {
                writer.WriteString(side, Best(feed, outcome, side));
            }

            writer.WriteEndObject();
        });
    }

    private VenueResponse LastTrades(VenueRequest request) => Each(request, isArray: true, (writer, query, feed, outcome) =>
    {
        writer.WriteStartObject();
        writer.WriteString("token_id", query.Token);
        WriteLast(writer, feed, outcome);
        writer.WriteEndObject();
    });

    private VenueResponse Each(VenueRequest request, bool isArray, Action<Utf8JsonWriter, TokenQuery, MarketFeed, Outcome> write)
    {
        if (TokenQuery.ReadAll(request) is not { } queries)
        {
            return VenueResponse.Error(400, "Invalid payload");
        }

        return VenueResponse.Ok(Json.Write(writer =>
        {
            Start(writer, isArray);
            foreach (var query in queries.DistinctBy(query => query.Token))
            {
                if (books.TryFind(query.Token, out var feed, out var outcome))
                {
                    write(writer, query, feed, outcome);
                }
            }

            End(writer, isArray);
        }));
    }

    private static void Start(Utf8JsonWriter writer, bool isArray)
    {
        if (isArray)
        {
            writer.WriteStartArray();
        }
        else
        {
            writer.WriteStartObject();
        }
    }

    private static void End(Utf8JsonWriter writer, bool isArray)
    {
        if (isArray)
        {
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteEndObject();
        }
    }

    private static void WriteLast(Utf8JsonWriter writer, MarketFeed feed, Outcome outcome)
    {
        var last = feed.LastTrade;
        writer.WriteString("price", last is null ? "0.5" : (last.Outcome == outcome ? last.Price : last.Price.Complement).ToString());
        writer.WriteString("side", last is null ? "" : OrderText.SideText(last.Side));
    }

    private static string Middle(MarketFeed feed, Outcome outcome)
    {
        var (bid, ask) = Quote(feed, outcome);
        return FixedPointText.ToText((bid + ask) * 5, HalfPriceDecimals);
    }

    private static string Spread(MarketFeed feed, Outcome outcome)
    {
        var (bid, ask) = Quote(feed, outcome);
        return FixedPointText.ToText(ask - bid, Price.Decimals);
    }

    /// <summary>Asked for BUY the best bid, for SELL the best ask.</summary>
    private static string Best(MarketFeed feed, Outcome outcome, string? side)
    {
        var (bid, ask) = Quote(feed, outcome);
        return FixedPointText.ToText(side == "SELL" ? ask : bid, Price.Decimals);
    }

    private static (int Bid, int Ask) Quote(MarketFeed feed, Outcome outcome)
    {
        var (bid, ask) = (feed.Book.BestBid(outcome), feed.Book.BestAsk(outcome));
        return (Math.Max(bid, 0), ask < 0 ? Price.Scale : ask);
    }
}
