using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Heartbeats;

/// <summary>Settings of the dead-man switch.</summary>
public sealed record HeartbeatOptions
{
    /// <summary>Between two beats. The venue cancels everything after 10 s without one. Default 5 s, range 1 to 9 s.</summary>
    public Duration Cadence { get; init; } = Duration.FromSeconds(5);

    /// <summary>A beat is missed when it is this much overdue. Default 1 s, range 0.1 to 4 s.</summary>
    public Duration Grace { get; init; } = Duration.FromSeconds(1);

    /// <summary>A beat without an answer is given up after this, so that another fits before the venue's sweep. Default 2 s.</summary>
    public Duration Timeout { get; init; } = Duration.FromSeconds(2);

    /// <summary>Pause before a failed beat is sent again. Default 500 ms.</summary>
    public Duration RetryPause { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>
    /// Adopt the venue's expected id without asking the owner. Default false: a strange id may be a second writer's, and only the
    /// owner can prove the lease. True suits a lone process without a lease.
    /// </summary>
    public bool AdoptAtOnce { get; init; }
}
