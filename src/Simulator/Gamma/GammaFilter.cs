using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Gamma;

/// <summary>Which windows a Gamma question is about, and in which order.</summary>
internal static class GammaFilter
{
    /// <summary>The same of whole events, a feed for each: any of its markets. They are named by their own slug and number.</summary>
    public static IEnumerable<MarketFeed> EventsOf(VenueRequest request, IEnumerable<MarketFeed> feeds) =>
        Of(request, feeds, WindowText.EventSlug, WindowText.EventId).DistinctBy(feed => WindowText.EventSlug(feed.Listing));

    public static IEnumerable<MarketFeed> Of(VenueRequest request, IEnumerable<MarketFeed> feeds) =>
        Of(request, feeds, listing => listing.Spec.Slug, WindowText.Id);

    /// <summary>Named by slug or number, closed ones are among them unless <c>closed</c> says otherwise; else only open ones are by default.</summary>
    private static IEnumerable<MarketFeed> Of(VenueRequest request, IEnumerable<MarketFeed> feeds, Func<Listing, string> slug, Func<Listing, string> id)
    {
        var named = Named(request, "slug", feed => slug(feed.Listing)) ?? Named(request, "id", feed => id(feed.Listing))
            ?? Named(request, "condition_ids", feed => feed.Listing.Spec.ConditionId);
        var tokens = request.Parameters("clob_token_ids").ToHashSet(StringComparer.Ordinal);
        var closed = request.Parameter("closed") ?? (named is null && tokens.Count == 0 ? "false" : null);
        var series = request.Parameter("series_id");
        var seriesSlug = request.Parameter("series_slug");
        var chosen = feeds.Where(feed =>
            (named is null || named(feed))
            && (tokens.Count == 0 || tokens.Contains(feed.Listing.Spec.UpTokenId) || tokens.Contains(feed.Listing.Spec.DownTokenId))
            && (closed is null || closed == (feed.Listing.Winner is null ? "false" : "true"))
            && (series is null && seriesSlug is null || feed.Listing.Event is null)
            && (series is null || series == WindowText.SeriesId(feed.Listing.Spec.Interval))
            && (seriesSlug is null || seriesSlug == WindowText.SeriesSlug(feed.Listing.Spec))
            && IsWithin(request, "end_date", feed.Listing.Spec.Closes.Seconds)
            && HasTag(request, feed));
        return request.Parameter("order") is not ("endDate" or "startTime" or "id") ? chosen
            : request.Parameter("ascending") == "false" ? chosen.OrderByDescending(feed => feed.Listing.Spec.Closes.Micros)
            : chosen.OrderBy(feed => feed.Listing.Spec.Closes.Micros);
    }

    private static Predicate<MarketFeed>? Named(VenueRequest request, string parameter, Func<MarketFeed, string> name)
    {
        var wanted = request.Parameters(parameter).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return wanted.Count == 0 ? null : feed => wanted.Contains(name(feed));
    }

    private static bool IsWithin(VenueRequest request, string name, long seconds) =>
        (!DateTimeOffset.TryParse(request.Parameter(name + "_min"), out var least) || seconds >= least.ToUnixTimeSeconds())
        && (!DateTimeOffset.TryParse(request.Parameter(name + "_max"), out var most) || seconds <= most.ToUnixTimeSeconds());

    private static bool HasTag(VenueRequest request, MarketFeed feed) =>
        (request.Parameter("tag_slug") is not { } slug || GammaTag.Of(feed.Listing).Any(tag => tag.Slug == slug))
        && (request.Parameter("tag_id") is not { } id || GammaTag.Of(feed.Listing).Any(tag => tag.Id == id));
}
