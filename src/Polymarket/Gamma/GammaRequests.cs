using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>Requests to Gamma, the venue's catalogue of events and markets. Public.</summary>
public static class GammaRequests
{
    /// <summary>Rows in a page; the venue silently cuts more.</summary>
    public const int PageSize = 100;

    /// <summary>The market of a slug: an array of none or one. Closed ones are left out unless they are asked for.</summary>
    public static HttpCall MarketOfSlug(long id, string slug, bool closed = false) =>
        Get(id, new PathQuery("/markets").With("slug", slug).With("closed", closed ? true : (bool?)null));

    public static HttpCall MarketOfCondition(long id, string conditionId, bool closed = false) =>
        Get(id, new PathQuery("/markets").With("condition_ids", conditionId).With("closed", closed ? true : (bool?)null));

    public static HttpCall EventOfSlug(long id, string slug) => Get(id, new PathQuery("/events").With("slug", slug));

    /// <summary>Open events of a series by their end, nearest first. Old ones that were never closed are cut off by their end.</summary>
    public static HttpCall EventsOfSeries(long id, string seriesId, Timestamp endsAfter, string cursor = "") =>
        Get(id, Keyset("/events/keyset", endsAfter, cursor).With("series_id", seriesId));

    /// <summary>Open events with a tag.</summary>
    public static HttpCall EventsOfTag(long id, string tagSlug, Timestamp endsAfter, string cursor = "") =>
        Get(id, Keyset("/events/keyset", endsAfter, cursor).With("tag_slug", tagSlug));

    /// <summary>Open markets, all of them.</summary>
    public static HttpCall Markets(long id, Timestamp endsAfter, string cursor = "") => Get(id, Keyset("/markets/keyset", endsAfter, cursor));

    public static HttpCall Tags(long id) => Get(id, new PathQuery("/tags"));

    public static HttpCall SeriesOfSlug(long id, string slug) => Get(id, new PathQuery("/series").With("slug", slug));

    private static PathQuery Keyset(string path, Timestamp endsAfter, string cursor) => new PathQuery(path)
        .With("closed", (bool?)false).With("order", "endDate").With("ascending", (bool?)true).With("limit", (long?)PageSize)
        .With("end_date_min", endsAfter.Micros > 0 ? endsAfter.ToString()[..19] + "Z" : null).With("after_cursor", cursor);

    private static HttpCall Get(long id, PathQuery path) => path.Get(id, VenueService.Gamma);
}
