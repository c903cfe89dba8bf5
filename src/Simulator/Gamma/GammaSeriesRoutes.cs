using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Gamma;

/// <summary>Series: all windows of one asset and length. They are those the venue has listed so far.</summary>
internal sealed class GammaSeriesRoutes(MarketChannel markets)
{
    private const string Start = "/series/";

    public void AddTo(RouteTable routes)
    {
        routes.Open("GET", "/series", (_, request) => List(request));
        routes.Open("GET", Start, (_, request) => All().FirstOrDefault(spec => WindowText.SeriesId(spec.Interval) == request.Path[Start.Length..]) is { } found
            ? VenueResponse.Ok(Json.Write(writer => Write(writer, found)))
            : VenueResponse.Error(404, "not found"));
    }

    private IEnumerable<MarketSpec> All() => markets.Feeds.Where(feed => feed.Listing.Event is null).Select(feed => feed.Listing.Spec).DistinctBy(WindowText.SeriesSlug);

    private VenueResponse List(VenueRequest request)
    {
        var slug = request.Parameter("slug");
        return VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var spec in All().Where(spec => slug is null || slug == WindowText.SeriesSlug(spec)))
            {
                Write(writer, spec);
            }

            writer.WriteEndArray();
        }));
    }

    private static void Write(Utf8JsonWriter writer, MarketSpec spec)
    {
        writer.WriteStartObject();
        writer.WriteString("id", WindowText.SeriesId(spec.Interval));
        writer.WriteString("ticker", WindowText.SeriesSlug(spec));
        writer.WriteString("slug", WindowText.SeriesSlug(spec));
        writer.WriteString("title", $"{spec.Asset.ToUpperInvariant()} Up or Down {WindowText.Recurrence(spec.Interval)}");
        writer.WriteString("recurrence", WindowText.Recurrence(spec.Interval));
        writer.WriteBoolean("active", true);
        writer.WriteBoolean("closed", false);
        writer.WriteEndObject();
    }
}
