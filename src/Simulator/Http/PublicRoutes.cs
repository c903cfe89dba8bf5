using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Http;

/// <summary>Market data for everybody: books and the compact market object.</summary>
internal sealed class PublicRoutes
{
    // The venue limits subscriptions and batches to hundreds; a book is some kilobytes.
    private const int BooksMaximum = 500;

    private const string ClobMarketsStart = "/clob-markets/";

    private readonly MarketChannel _markets;

    private readonly VenueFaults _faults;

    public PublicRoutes(MarketChannel markets, VenueFaults faults)
    {
        _markets = markets;
        _faults = faults;
    }

    public void AddTo(RouteTable routes)
    {
        routes.Open("GET", "/book", (_, request) => Book(request));
        routes.Open("POST", "/books", (_, request) => Books(request));
        routes.Open("GET", ClobMarketsStart, (_, request) => ClobMarket(request.Path[ClobMarketsStart.Length..]));
    }

    private VenueResponse Book(VenueRequest request)
    {
        if (!TryFindOpen(request.Parameter("token_id") ?? "", out var feed, out var outcome))
        {
            return VenueResponse.Error(404, "No orderbook exists for the requested token id");
        }

        var text = new Frame();
        feed.Book.AppendBook(text, outcome);
        return VenueResponse.Ok(text.Written.ToArray());
    }

    private VenueResponse Books(VenueRequest request)
    {
        var tokens = JsonInput.Read(request.Body.Span, ReadTokens);
        if (tokens is null || tokens.Count > BooksMaximum)
        {
            return VenueResponse.Error(400, "Invalid payload");
        }

        var text = new Frame().Append("["u8);
        var first = true;
        foreach (var token in tokens)
        {
            if (TryFindOpen(token, out var feed, out var outcome))
            {
                text.Append(first ? ""u8 : ","u8);
                first = false;
                feed.Book.AppendBook(text, outcome);
            }
        }

        return VenueResponse.Ok(text.Append("]"u8).Written.ToArray());
    }

    private VenueResponse ClobMarket(string conditionId) => _markets.FindCondition(conditionId) is { } feed && !_faults.Misses(feed.Listing)
        ? VenueResponse.Ok(Json.Write(writer => WriteClobMarket(writer, feed)))
        : VenueResponse.Error(404, "market not found");

    // A resolved market has no book any more.
    private bool TryFindOpen(string token, out MarketFeed feed, out Outcome outcome) =>
        _markets.TryFindToken(token, out feed, out outcome) && feed.Listing.Winner is null && !_faults.Misses(feed.Listing);

    private static List<string>? ReadTokens(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var tokens = new List<string>();
        foreach (var entry in root.EnumerateArray())
        {
            if (entry.Text("token_id") is not { } token)
            {
                return null;
            }

            tokens.Add(token);
        }

        return tokens;
    }

    private static void WriteClobMarket(Utf8JsonWriter writer, MarketFeed feed)
    {
        var (listing, spec) = (feed.Listing, feed.Listing.Spec);
        writer.WriteStartObject();
        writer.WriteStartArray("t");
        foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Up, Outcome.Down])
        {
            writer.WriteStartObject();
            writer.WriteString("t", spec.TokenId(outcome));
            writer.WriteString("o", Users.OrderText.OutcomeText(outcome));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("c", spec.ConditionId);
        writer.WriteString("v", "v1");
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
        writer.WriteNumber("mi", 50);
        writer.WritePropertyName("ma");
        writer.WriteRawValue("4.5");
        writer.WriteNumber("moas", 30);
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
