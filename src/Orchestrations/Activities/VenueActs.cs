namespace PolyCloud.Orchestrations.Activities;

/// <summary>Cancel at the venue with the credential of the worker's epoch.</summary>
/// <param name="Slug">One window's orders; empty for all of the shard.</param>
public sealed record CancelAtVenue(string Shard, string Slug);

/// <param name="Epoch">The worker's epoch it was done for; 0 where no worker has ever run.</param>
public sealed record VenueCancel(VenueOutcome Outcome, long Epoch, string Detail);

/// <summary>What became of a call to the venue.</summary>
public enum VenueOutcome
{
    /// <summary>The venue answered that it was done.</summary>
    Accepted,

    /// <summary>There is no such credential: no order can be open under it.</summary>
    NoCredential,

    /// <summary>The venue refuses.</summary>
    Refused,

    /// <summary>It did not answer: nothing is known.</summary>
    Unknown,
}

/// <summary>Ask the venue which orders of the worker's epoch are open.</summary>
/// <param name="Slug">One window's orders; empty for all of the shard.</param>
public sealed record VerifyClear(string Shard, string Slug);

/// <param name="OpenOrders">How many; null where the venue did not answer.</param>
public sealed record ClearVerdict(int? OpenOrders, string Detail)
{
    public bool IsClear => OpenOrders == 0;
}
