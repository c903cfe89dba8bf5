namespace PolyCloud.Orchestrations.Events;

/// <summary>Lift a halt.</summary>
public sealed record ResumeRequested : IControlEvent
{
    public int Version { get; init; } = 1;

    /// <summary>Why it is safe again. A halt is never lifted without.</summary>
    public required string Reason { get; init; }

    public required string Who { get; init; }

    /// <summary>The number of the halt that the sender saw: a halt that was set since stays. 0 for a market's own halt.</summary>
    public long HaltNumber { get; init; }

    public string? Problem => EventText.ProblemOf(Version, Reason, Who);
}
