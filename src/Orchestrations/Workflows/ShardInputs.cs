using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>The kill switch of one shard; eternal.</summary>
public sealed record KillSwitchInput
{
    public required string Shard { get; init; }

    /// <summary>The halt that stands and waits to be lifted; 0 for none.</summary>
    public long HaltNumber { get; init; }

    /// <summary>Why it stands.</summary>
    public string HaltReason { get; init; } = "";

    /// <summary>How long the worker has to prove that it is clear before the control plane cancels by itself. Default 2 s.</summary>
    public Duration AcknowledgePatience { get; init; } = Duration.FromSeconds(2);
}

/// <summary>Comparison of our rows with the venue; eternal.</summary>
public sealed record ReconciliationInput
{
    public required string Shard { get; init; }

    /// <summary>Between two comparisons. Default 5 min.</summary>
    public Duration Every { get; init; } = Duration.FromSeconds(300);

    /// <summary>What the last round found: what two rounds running find is no delay.</summary>
    public IReadOnlyList<string> LastDifferences { get; init; } = [];
}

/// <summary>The report of each day; eternal.</summary>
public sealed record DailyReportInput
{
    public required string Shard { get; init; }

    public required string Series { get; init; }

    /// <summary>After midnight UTC, so that the day's last windows are settled. Default 30 min.</summary>
    public Duration After { get; init; } = Duration.FromSeconds(1_800);
}

/// <summary>Looks after the other workflows and the worker; eternal.</summary>
public sealed record WatchdogInput
{
    public required string Shard { get; init; }

    /// <summary>Between two rounds. Default 60 s.</summary>
    public Duration Every { get; init; } = Duration.FromSeconds(60);

    /// <summary>A workflow is stuck when something of it has been due for longer. Default 120 s.</summary>
    public Duration Overdue { get; init; } = Duration.FromSeconds(120);

    /// <summary>A worker is silent when it has told nothing for longer. Default 30 s.</summary>
    public Duration Silence { get; init; } = Duration.FromSeconds(30);
}

/// <summary>Eternal workflows end only by being terminated; their last word.</summary>
public sealed record EternalResult(string Said);
