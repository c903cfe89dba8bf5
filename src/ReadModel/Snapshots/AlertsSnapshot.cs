namespace PolyCloud.ReadModel.Snapshots;

/// <summary>How telling people through one channel goes, since the process began.</summary>
/// <param name="Channel">webhook, discord or telegram; never an address.</param>
/// <param name="Failed">Alerts given up after every try.</param>
/// <param name="Dropped">Alerts that found the channel's queue full.</param>
/// <param name="LastSentAt">Real time; null before the first.</param>
/// <param name="Problem">Why the newest try failed; null where it worked.</param>
public sealed record AlertChannelSnapshot(string Channel, long Sent, long Failed, long Dropped, int Waiting, DateTimeOffset? LastSentAt, string? Problem)
{
    /// <summary>The newest try that failed, in real time; null before the first. Stays when later ones work.</summary>
    public DateTimeOffset? LastFailedAt { get; init; }

    /// <summary>Why that one failed, without an address or secret.</summary>
    public string? LastFailure { get; init; }
}

/// <summary>How telling people goes.</summary>
/// <param name="HeldBack">Alerts that were not sent because the same was told lately, or too many were.</param>
/// <param name="Channels">Empty where none is configured: then nobody is told.</param>
public sealed record AlertsSnapshot(long HeldBack, IReadOnlyList<AlertChannelSnapshot> Channels)
{
    public static AlertsSnapshot None { get; } = new(0, []);
}
