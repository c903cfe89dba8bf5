using System.Globalization;
using System.Text;
using System.Text.Json;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Gamma;

/// <summary>The catalogue: markets and events by name, by filter and offset, and by keyset cursor; series and tags.</summary>
internal sealed class GammaRoutes(MarketChannel markets, VenueFaults faults)
{
    private const int LimitDefault = 20;

    // Larger limits are clamped without a word, as at the venue.
    private const int LimitMaximum = 100;

    public void AddTo(RouteTable routes)
    {
        routes.Open("GET", "/markets", (_, request) => Listed(request, GammaFilter.Of(request, markets.Feeds), WriteMarket));
        routes.Open("GET", "/events", (_, request) => Listed(request, GammaFilter.EventsOf(request, markets.Feeds), WriteEvent));
        routes.Open("GET", "/markets/keyset", (_, request) => Keyset(request, "markets", GammaFilter.Of(request, markets.Feeds), WriteMarket));
        routes.Open("GET", "/events/keyset", (_, request) => Keyset(request, "events", GammaFilter.EventsOf(request, markets.Feeds), WriteEvent));
        routes.Open("GET", "/markets/", (_, request) => One(request.Path["/markets/".Length..], listing => listing.Spec.Slug, WindowText.Id, WriteMarket));
        routes.Open("GET", "/events/", (_, request) => One(request.Path["/events/".Length..], WindowText.EventSlug, WindowText.EventId, WriteEvent));
        new GammaSeriesRoutes(markets).AddTo(routes);
        routes.Open("GET", "/tags", (_, _) => Tags());
        routes.Open("GET", "/tags/", (_, request) => Tag(request.Path["/tags/".Length..]));
    }

    private static VenueResponse Listed(VenueRequest request, IEnumerable<MarketFeed> rows, Action<Utf8JsonWriter, MarketFeed> write)
    {
        var chosen = rows
            .Skip(Number(request, "offset", 0))
            .Take(Math.Min(Number(request, "limit", LimitDefault), LimitMaximum));
        return VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var feed in chosen)
            {
                write(writer, feed);
            }

            writer.WriteEndArray();
        }));
    }

    /// <summary>The cursor is opaque to clients: here the number of the last window told; it is absent on the last page.</summary>
    private static VenueResponse Keyset(VenueRequest request, string name, IEnumerable<MarketFeed> rows, Action<Utf8JsonWriter, MarketFeed> write)
    {
        if (request.Parameter("offset") is not null)
        {
            return VenueResponse.Error(422, "offset is not supported here, use after_cursor");
        }

        var after = request.Parameter("after_cursor");
        if (Position(after) is not { } skip)
        {
            return VenueResponse.Error(422, "invalid after_cursor");
        }

        var limit = Math.Clamp(Number(request, "limit", LimitDefault), 1, LimitMaximum);
        var page = rows.Skip(skip).Take(limit + 1).ToList();
        return VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(name);
            foreach (var feed in page.Take(limit))
            {
                write(writer, feed);
            }

            writer.WriteEndArray();
            if (page.Count > limit)
            {
                writer.WriteString("next_cursor", Convert.ToBase64String(Encoding.ASCII.GetBytes((skip + limit).ToString(CultureInfo.InvariantCulture))));
            }

            writer.WriteEndObject();
        }));
    }

    private VenueResponse One(string name, Func<Listing, string> slugOf, Func<Listing, string> idOf, Action<Utf8JsonWriter, MarketFeed> write)
    {
        var slug = name.StartsWith("slug/", StringComparison.Ordinal) ? name["slug/".Length..] : null;
        var found = markets.Feeds.FirstOrDefault(feed => slug is null ? idOf(feed.Listing) == name : slugOf(feed.Listing) == slug);
        return found is null ? VenueResponse.Error(404, "not found") : VenueResponse.Ok(Json.Write(writer => write(writer, found)));
    }

    private static VenueResponse Tags() => VenueResponse.Ok(Json.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var tag in GammaTag.All)
        {
            tag.Write(writer);
        }

        writer.WriteEndArray();
    }));

    private static VenueResponse Tag(string name) =>
        GammaTag.All.FirstOrDefault(tag => name == tag.Id || name == "slug/" + tag.Slug) is { } found
            ? VenueResponse.Ok(Json.Write(found.Write))
            : VenueResponse.Error(404, "not found");

    private void WriteMarket(Utf8JsonWriter writer, MarketFeed feed) => GammaMarket.Write(writer, feed, !faults.Misses(feed.Listing));

    private void WriteEvent(Utf8JsonWriter writer, MarketFeed feed) => GammaEvent.Write(writer, [.. markets.Feeds.Where(other => WindowText.EventSlug(other.Listing) == WindowText.EventSlug(feed.Listing))], faults);

    private static int Number(VenueRequest request, string name, int otherwise) =>
        int.TryParse(request.Parameter(name), out var number) && number >= 0 ? number : otherwise;

    private static int? Position(string? cursor)
    {
        Span<byte> bytes = stackalloc byte[16];
        return string.IsNullOrEmpty(cursor) ? 0
            : Convert.TryFromBase64String(cursor, bytes, out var length) && int.TryParse(bytes[..length], CultureInfo.InvariantCulture, out var position) && position >= 0
                ? position
                : null;
    }
}
