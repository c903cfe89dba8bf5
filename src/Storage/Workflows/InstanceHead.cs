using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>How an instance stands.</summary>
public enum InstanceStatus : byte
{
    Running,

    /// <summary>Told to wait: what arrives is kept, nothing advances.</summary>
    Suspended,

    /// <summary>Its code does not do what its history says; it waits for the code to be mended.</summary>
    Stuck,

    Completed,
    Failed,
    Terminated,
}

/// <summary>What is known of an instance without its history. Its row's version guards every change of the instance.</summary>
public sealed record InstanceHead
{
    // A command is deleted right after it was taken; only the few under way at a crash come again.
    private const int RecentEventsMaximum = 64;

    public required string InstanceId { get; init; }

    public required string Workflow { get; init; }

    public required InstanceStatus Status { get; init; }

    /// <summary>The epoch of the runtime that last wrote it.</summary>
    public required long Owner { get; init; }

    /// <summary>Counts the runs, from 1.</summary>
    public required int Run { get; init; }

    /// <summary>Recorded steps of this run.</summary>
    public required int Steps { get; init; }

    public required Timestamp Created { get; init; }

    public required Timestamp Updated { get; init; }

    /// <summary>What the workflow says of itself; empty where it never did.</summary>
    public string CustomStatus { get; init; } = "";

    /// <summary>Result as JSON, the failure, or why it is suspended, stuck or terminated.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>The parent that waits for its end; empty where there is none.</summary>
    public string Parent { get; init; } = "";

    public int ParentRun { get; init; }

    public int ParentTask { get; init; }

    /// <summary>Numbers the rows of what arrives.</summary>
    public long Arrivals { get; init; }

    /// <summary>Ids of the last events taken, so that a command that comes again after a crash is known, also over runs.</summary>
    public IReadOnlyList<string> RecentEvents { get; init; } = [];

    /// <summary>The stored row's ETag; empty before it was stored.</summary>
    public string Version { get; init; } = "";

    internal InstanceHead Remembering(IEnumerable<HistoryEvent> arrived)
    {
        var ids = RecentEvents.Concat(arrived.OfType<EventRaised>().Select(static raised => raised.EventId));
        return this with { RecentEvents = [.. ids.TakeLast(RecentEventsMaximum)] };
    }

    public bool HasEnded => Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated;

    internal TableRow ToTableRow()
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(Workflow)] = Workflow,
            [nameof(Status)] = Status.ToString(),
            [nameof(Owner)] = Text(Owner),
            [nameof(Run)] = Text(Run),
            [nameof(Steps)] = Text(Steps),
            [nameof(Created)] = Text(Created.Micros),
            [nameof(Updated)] = Text(Updated.Micros),
            [nameof(CustomStatus)] = CustomStatus,
            [nameof(Parent)] = Parent,
            [nameof(ParentRun)] = Text(ParentRun),
            [nameof(ParentTask)] = Text(ParentTask),
            [nameof(Arrivals)] = Text(Arrivals),
            [nameof(RecentEvents)] = string.Join(' ', RecentEvents),
        };
        LongText.Write(columns, nameof(Outcome), Outcome);
        return new TableRow(InstanceId, WorkflowTables.HeadRow, columns, Version);
    }

    /// <exception cref="InvalidStateRowException">A column is missing or wrong.</exception>
    internal static InstanceHead Read(TableRow row) => new()
    {
        InstanceId = row.Partition,
        Workflow = row.Text(nameof(Workflow)),
        Status = row.Choice<InstanceStatus>(nameof(Status)),
        Owner = row.Whole(nameof(Owner)),
        Run = checked((int)row.Whole(nameof(Run))),
        Steps = checked((int)row.Whole(nameof(Steps))),
        Created = row.Moment(nameof(Created)),
        Updated = row.Moment(nameof(Updated)),
        CustomStatus = row.Text(nameof(CustomStatus)),
        Parent = row.Text(nameof(Parent)),
        ParentRun = checked((int)row.Whole(nameof(ParentRun))),
        ParentTask = checked((int)row.Whole(nameof(ParentTask))),
        Arrivals = row.Whole(nameof(Arrivals)),
        RecentEvents = row.Text(nameof(RecentEvents)).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Outcome = LongText.Read(row, nameof(Outcome)),
        Version = row.Version,
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
