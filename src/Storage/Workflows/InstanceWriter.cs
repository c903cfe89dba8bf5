using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>
/// Changes instances, each change one atomic batch under the head's version: taking what arrived, recording what the step did and
/// moving the head on succeed or fail together.
/// </summary>
internal sealed class InstanceWriter(ITableStore store, long epoch)
{
    /// <summary>Rows of arrivals that one step takes: with head, history and next run they stay below a batch's 100.</summary>
    public const int ArrivalsOfStepMaximum = 64;

    /// <summary>Makes a new instance whose first step has not run. False where the id is taken.</summary>
    public async Task<bool> CreateAsync(InstanceHead head, IReadOnlyList<HistoryEvent> arrived, CancellationToken cancellation)
    {
        var writes = new[]
        {
            new TableWrite(TableWriteKind.Insert, (head with { Owner = epoch, Arrivals = 1 }).ToTableRow()),
            new TableWrite(TableWriteKind.Insert, StepRow.Of(head.InstanceId, WorkflowTables.ArrivedRow(0), arrived, [])),
        };
        try
        {
            await store.WriteAsync(WorkflowTables.Instances, writes, cancellation);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }

    /// <summary>Writes the head alone; returns it with its new version.</summary>
    /// <exception cref="StoreConflictException">Someone else changed the instance.</exception>
    public async Task<InstanceHead> MoveAsync(InstanceHead head, Timestamp now, CancellationToken cancellation) =>
        await WriteAsync(head with { Owner = epoch, Updated = now }, [], cancellation);

    /// <summary>Keeps what arrived for a later step.</summary>
    /// <exception cref="StoreConflictException">Someone else changed the instance.</exception>
    public async Task<InstanceHead> KeepAsync(InstanceHead head, IReadOnlyList<HistoryEvent> arrived, Timestamp now, CancellationToken cancellation)
    {
        var row = StepRow.Of(head.InstanceId, WorkflowTables.ArrivedRow(head.Arrivals), arrived, []);
        var moved = head.Remembering(arrived) with { Owner = epoch, Updated = now, Arrivals = head.Arrivals + 1 };
        return await WriteAsync(moved, [new TableWrite(TableWriteKind.Insert, row)], cancellation);
    }

    /// <summary>Records a step and lets go of the kept arrivals it took.</summary>
    /// <exception cref="StoreConflictException">Someone else changed the instance.</exception>
    /// <exception cref="ArgumentException">The step is larger than a batch.</exception>
    public async Task<InstanceHead> RecordAsync(
        InstanceHead head, IReadOnlyList<string> taken, WorkflowStep step, Timestamp now, CancellationToken cancellation)
    {
        var writes = taken.Select(row => new TableWrite(TableWriteKind.Delete, Empty(head.InstanceId, row, "*"))).ToList();
        var recorded = StepRow.Of(head.InstanceId, WorkflowTables.HistoryRow(head.Run, head.Steps), step.Events, step.CancelledTimers);
        writes.Add(new TableWrite(TableWriteKind.Insert, recorded));
        var moved = head.Remembering(step.Events) with
        {
            Owner = epoch,
            Steps = head.Steps + 1,
            Updated = now,
            CustomStatus = step.CustomStatus ?? head.CustomStatus,
            Status = StatusAfter(step.Status),
            Outcome = OutcomeOf(step),
        };
        if (step.Status == RunStatus.Continued)
        {
            var start = new RunStarted(head.Workflow, head.Run + 1, step.Events.OfType<RunContinued>().Single().Input);
            var next = StepRow.Of(head.InstanceId, WorkflowTables.ArrivedRow(head.Arrivals), [start, .. step.Untaken], []);
            writes.Add(new TableWrite(TableWriteKind.Insert, next));
            moved = moved with { Run = head.Run + 1, Steps = 0, Arrivals = head.Arrivals + 1, Outcome = "" };
        }

        return await WriteAsync(moved, writes, cancellation);
    }

    /// <summary>Deletes all rows but the head's from the row key on, up to the other.</summary>
    public async Task ClearAsync(string instanceId, string fromRow, string upToRow, CancellationToken cancellation)
    {
        var rows = new List<string>();
        await foreach (var row in store.QueryAsync(WorkflowTables.Instances, instanceId, fromRow, cancellation))
        {
            if (string.CompareOrdinal(row.Row, upToRow) >= 0)
            {
                break;
            }

            if (row.Row != WorkflowTables.HeadRow)
            {
                rows.Add(row.Row);
            }
        }

        foreach (var batch in rows.Chunk(TableLimits.BatchRowsMaximum))
        {
            var deletes = batch.Select(row => new TableWrite(TableWriteKind.Delete, Empty(instanceId, row, "*"))).ToArray();
            await store.WriteAsync(WorkflowTables.Instances, deletes, cancellation);
        }
    }

    private async Task<InstanceHead> WriteAsync(InstanceHead head, List<TableWrite> others, CancellationToken cancellation)
    {
        TableWrite[] writes = [new TableWrite(TableWriteKind.Replace, head.ToTableRow()), .. others];
        var stored = await store.WriteAsync(WorkflowTables.Instances, writes, cancellation);
        return head with { Version = stored[0].Version };
    }

    private static TableRow Empty(string instanceId, string row, string version) =>
        new(instanceId, row, new Dictionary<string, string>(StringComparer.Ordinal), version);

    private static InstanceStatus StatusAfter(RunStatus status) => status switch
    {
        RunStatus.Completed => InstanceStatus.Completed,
        RunStatus.Failed => InstanceStatus.Failed,
        _ => InstanceStatus.Running,
    };

    private static string OutcomeOf(WorkflowStep step) => step.Events[^1] switch
    {
        RunCompleted completed => completed.Result,
        RunFailed failed => failed.Failure,
        _ => "",
    };
}
