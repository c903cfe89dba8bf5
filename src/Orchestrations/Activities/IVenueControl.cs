namespace PolyCloud.Orchestrations.Activities;

/// <summary>What the control plane may do at the venue by itself, in the name of a worker's epoch. It never places an order.</summary>
public interface IVenueControl
{
    /// <summary>Cancels what is open under the epoch's credential.</summary>
    /// <param name="conditionId">One market's orders; null for all.</param>
    Task<VenueCancel> CancelAsync(long epoch, string? conditionId, CancellationToken cancellation);

    /// <summary>Counts what is open under the epoch's credential.</summary>
    /// <param name="conditionId">One market's orders; null for all.</param>
    Task<ClearVerdict> CountOpenAsync(long epoch, string? conditionId, CancellationToken cancellation);

    /// <summary>Hashes of the orders that are open under the epoch's credential; null where the venue did not answer.</summary>
    Task<IReadOnlyList<string>?> OpenOrdersAsync(long epoch, CancellationToken cancellation);

    /// <summary>How the window paid, as far as anybody proves it.</summary>
    Task<Resolution> ResolutionAsync(string slug, CancellationToken cancellation);
}
