using PolyCloud.Orchestrations.Activities;
using PolyCloud.Polymarket.Control;

namespace PolyCloud.ContainerWorker.ControlPlane;

/// <summary>The venue as the control plane's activities see it.</summary>
public sealed class VenueControl(WorkerOrders orders, WindowPayouts payouts) : IVenueControl
{
    public async Task<VenueCancel> CancelAsync(long epoch, string? conditionId, CancellationToken cancellation)
    {
        var outcome = await orders.CancelAsync(epoch, conditionId, cancellation);
        return new VenueCancel(Of(outcome), epoch, "");
    }

    public async Task<ClearVerdict> CountOpenAsync(long epoch, string? conditionId, CancellationToken cancellation)
    {
        var answer = await orders.OpenAsync(epoch, conditionId, cancellation);
        return answer.Outcome switch
        {
            OutsideOutcome.Done => new ClearVerdict(answer.Orders.Count, $"{answer.Orders.Count} orders open"),
            OutsideOutcome.NoCredential => new ClearVerdict(0, "no credential"),
            OutsideOutcome.Refused => new ClearVerdict(null, "the venue refuses"),
            _ => new ClearVerdict(null, "the venue did not answer"),
        };
    }

    public async Task<IReadOnlyList<string>?> OpenOrdersAsync(long epoch, CancellationToken cancellation)
    {
        var answer = await orders.OpenAsync(epoch, null, cancellation);
        return answer.Outcome is OutsideOutcome.Done or OutsideOutcome.NoCredential ? [.. answer.Orders.Select(static order => order.Order.ToString())] : null;
    }

    public async Task<Resolution> ResolutionAsync(string slug, CancellationToken cancellation)
    {
        var (payout, why) = await payouts.AskAsync(slug, cancellation);
        return payout is { Winner: null } split ? new Resolution(null, $"it pays {split}: a split dollar is for people to settle") : new Resolution(payout?.Winner, why);
    }

    private static VenueOutcome Of(OutsideOutcome outcome) => outcome switch
    {
        OutsideOutcome.Done => VenueOutcome.Accepted,
        OutsideOutcome.NoCredential => VenueOutcome.NoCredential,
        OutsideOutcome.Refused => VenueOutcome.Refused,
        _ => VenueOutcome.Unknown,
    };
}
