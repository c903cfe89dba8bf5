namespace PolyCloud.Orchestrations.Events;

/// <summary>Make clear and halt.</summary>
public sealed record KillRequested : IControlEvent
{
    public int Version { get; init; } = 1;

    /// <summary>The sender's id of this kill: the same one twice is one halt.</summary>
    public required string KillId { get; init; }

    /// <summary>For people: why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who or what asks.</summary>
    public required string Who { get; init; }

    public string? Problem => EventText.ProblemOf(Version, Reason, Who) ?? (string.IsNullOrWhiteSpace(KillId) ? "killId is empty" : null);
}
