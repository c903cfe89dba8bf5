namespace PolyCloud.Orchestrations.Replay;

/// <summary>How an instance stands after a step.</summary>
public enum RunStatus : byte
{
    Running,
    Completed,
    Failed,

    /// <summary>The run ended and the next one of the same instance begins.</summary>
    Continued,
}

/// <summary>What one step did. Recording <see cref="Events"/> and doing the rest must be one atomic write.</summary>
public sealed record WorkflowStep
{
    /// <summary>To be appended to the history, in order: the step's start, what came in, what was asked for, and the end if it ended.</summary>
    public required IReadOnlyList<HistoryEvent> Events { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>The last text the code set, or null where it never did.</summary>
    public required string? CustomStatus { get; init; }

    /// <summary>Timers that need not fire any more, by id: their wait ended otherwise.</summary>
    public required IReadOnlyList<int> CancelledTimers { get; init; }

    /// <summary>Events that came in and were not taken: the next run's first ones where the status is <see cref="RunStatus.Continued"/>.</summary>
    public required IReadOnlyList<EventRaised> Untaken { get; init; }
}
