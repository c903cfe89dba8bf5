using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>Activities that go to the venue in the name of the shard's worker. Cancelling and asking may be repeated at will.</summary>
internal sealed class VenueActs(ITableStore store, IVenueControl venue)
{
    private readonly WorkerEpochs _epochs = new(store);

    public void Register(ActivityCatalog catalog) => catalog
        .Add<CancelAtVenue, VenueCancel>(ActivityNames.CancelAtVenue, CancelAsync)
        .Add<VerifyClear, ClearVerdict>(ActivityNames.VerifyClear, VerifyAsync)
        .Add<LookUpResolution, Resolution>(ActivityNames.LookUpResolution, (_, wish, cancellation) => ResolutionAsync(wish.Slug, cancellation));

    private async Task<VenueCancel> CancelAsync(ActivityCall call, CancelAtVenue wish, CancellationToken cancellation)
    {
        var condition = await ConditionOfAsync(wish.Slug, cancellation);
        var worst = new VenueCancel(VenueOutcome.NoCredential, 0, "no worker has ever run");
        foreach (var epoch in await _epochs.OfAsync(wish.Shard, cancellation))
        {
            var cancelled = await venue.CancelAsync(epoch, condition, cancellation);
            worst = worst.Epoch == 0 || Rank(cancelled.Outcome) > Rank(worst.Outcome) ? cancelled : worst;
        }

        return worst;
    }

    private async Task<ClearVerdict> VerifyAsync(ActivityCall call, VerifyClear wish, CancellationToken cancellation)
    {
        var condition = await ConditionOfAsync(wish.Slug, cancellation);
        var sum = 0;
        var details = new List<string>();
        foreach (var epoch in await _epochs.OfAsync(wish.Shard, cancellation))
        {
            var verdict = await venue.CountOpenAsync(epoch, condition, cancellation);
            if (verdict.OpenOrders is not { } open)
            {
                return new ClearVerdict(null, $"epoch {epoch}: {verdict.Detail}");
            }

            sum += open;
            details.Add($"epoch {epoch}: {verdict.Detail}");
        }

        return new ClearVerdict(sum, details.Count == 0 ? "no worker has ever run" : string.Join(", ", details));
    }

    // A window whose market is not known here has all orders cancelled: more than is needed, never less.
    private async Task<string?> ConditionOfAsync(string slug, CancellationToken cancellation) =>
        slug.Length > 0 ? (await StoredWindow.FindAsync(store, slug, cancellation))?.Row.ConditionId : null;

    private async Task<Resolution> ResolutionAsync(string slug, CancellationToken cancellation)
    {
        if (WindowKey.OpenOfHour(slug) is null)
        {
            return await venue.ResolutionAsync(slug, cancellation);
        }

        return await StoredWindow.FindAsync(store, slug, cancellation) is { } stored
            ? await venue.ResolutionAsync(stored.Row.Slug, cancellation)
            : new Resolution(null, "no worker has found the hour, and its slug does not follow from its start");
    }

    private static int Rank(VenueOutcome outcome) => outcome switch
    {
        VenueOutcome.NoCredential => 0,
        VenueOutcome.Accepted => 1,
        VenueOutcome.Refused => 2,
        _ => 3,
    };
}
