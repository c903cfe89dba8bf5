using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;

namespace PolyCloud.Polymarket.Client;

/// <summary>The catalogue of events and markets. Throws <see cref="VenueCallException"/> where the venue gives no usable answer.</summary>
public sealed class GammaClient(VenueCaller caller)
{
    /// <summary>Null where there is none; a closed one only where it is asked for.</summary>
    public async Task<GammaListing?> MarketAsync(string slug, CancellationToken cancellation, bool closed = false) =>
        await caller.RowsAsync<GammaListing>((id, _) => GammaRequests.MarketOfSlug(id, slug, closed), cancellation) is { Count: > 0 } rows ? rows[0] : null;

    public async Task<GammaListing?> MarketOfConditionAsync(string conditionId, CancellationToken cancellation, bool closed = false) =>
        await caller.RowsAsync<GammaListing>((id, _) => GammaRequests.MarketOfCondition(id, conditionId, closed), cancellation) is { Count: > 0 } rows ? rows[0] : null;

    public async Task<GammaEvent?> EventAsync(string slug, CancellationToken cancellation) =>
        await caller.RowsAsync<GammaEvent>((id, _) => GammaRequests.EventOfSlug(id, slug), cancellation) is { Count: > 0 } rows ? rows[0] : null;

    public IAsyncEnumerable<GammaEvent> EventsOfSeriesAsync(string seriesId, Timestamp endsAfter, CancellationToken cancellation) =>
        caller.PagesAsync<GammaEvent>((id, _, cursor) => GammaRequests.EventsOfSeries(id, seriesId, endsAfter, cursor), "", cancellation);

    public IAsyncEnumerable<GammaEvent> EventsOfTagAsync(string tagSlug, Timestamp endsAfter, CancellationToken cancellation) =>
        caller.PagesAsync<GammaEvent>((id, _, cursor) => GammaRequests.EventsOfTag(id, tagSlug, endsAfter, cursor), "", cancellation);

    public IAsyncEnumerable<GammaListing> MarketsAsync(Timestamp endsAfter, CancellationToken cancellation) =>
        caller.PagesAsync<GammaListing>((id, _, cursor) => GammaRequests.Markets(id, endsAfter, cursor), "", cancellation);

    public Task<IReadOnlyList<GammaLabel>> TagsAsync(CancellationToken cancellation) => caller.RowsAsync<GammaLabel>((id, _) => GammaRequests.Tags(id), cancellation);

    /// <summary>Null where there is none.</summary>
    public async Task<GammaLabel?> SeriesAsync(string slug, CancellationToken cancellation) =>
        await caller.RowsAsync<GammaLabel>((id, _) => GammaRequests.SeriesOfSlug(id, slug), cancellation) is { Count: > 0 } rows ? rows[0] : null;
}
