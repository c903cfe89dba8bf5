using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>Sees to it that a shard's workflows exist: those that never end, and the series of its windows.</summary>
public sealed class ControlPlaneStart(ITableStore store, WorkflowClient client)
{
    /// <summary>
    /// Starts what is not there. A series that has ended is begun anew where it is given other windows; one that lives goes on with what
    /// it was given.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Not known what was started; starting again is safe.</exception>
    public async Task EnsureAsync(SeriesInput series, string seriesName, CancellationToken cancellation)
    {
        var shard = series.Shard;
        await client.StartAsync(WorkflowNames.KillSwitch, WorkflowIds.KillSwitch(shard), new KillSwitchInput { Shard = shard }, cancellation);
        await client.StartAsync(WorkflowNames.Watchdog, WorkflowIds.Watchdog(shard), new WatchdogInput { Shard = shard }, cancellation);
        await client.StartAsync(WorkflowNames.Reconciliation, WorkflowIds.Reconciliation(shard), new ReconciliationInput { Shard = shard }, cancellation);
        await client.StartAsync(
            WorkflowNames.DailyReport, WorkflowIds.DailyReport(seriesName), new DailyReportInput { Shard = shard, Series = seriesName }, cancellation);
        if (!await HasDoneAsync(series, seriesName, cancellation))
        {
            await client.PurgeAsync(WorkflowIds.Series(seriesName), cancellation);
        }

        await client.StartAsync(WorkflowNames.Series, WorkflowIds.Series(seriesName), series, cancellation);
    }

    /// <summary>
    /// Forgets the windows of another account or another exchange, such as a simulator that was started before. A halt, and the kill
    /// switch that keeps it, stay.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Some may be left; forgetting again is safe.</exception>
    public async Task ForgetAsync(string shard, CancellationToken cancellation)
    {
        await new InstancePurge(store).ForgetAllAsync(id => id == WorkflowIds.KillSwitch(shard), cancellation);
        await RemoveAsync(WorkflowTables.Inbox, WorkflowTables.InboxPartition, static row => !IsForKillSwitch(row), cancellation);
        await RemoveAsync(ControlTables.Desired, shard, static row => row.Row.StartsWith(ControlTables.MarketPrefix, StringComparison.Ordinal), cancellation);
        await RemoveAsync(ControlTables.Reports, shard, static row => !row.Row.StartsWith("kill:", StringComparison.Ordinal), cancellation);
        await RemoveAsync(ControlTables.Alerts, shard, static _ => true, cancellation);
    }

    // A control plane that is started again with the windows it had must not take those it led for missed.
    private async Task<bool> HasDoneAsync(SeriesInput series, string seriesName, CancellationToken cancellation) =>
        await client.GetAsync(WorkflowIds.Series(seriesName), cancellation) is { Head.Status: InstanceStatus.Completed } done
        && done.History.OfType<RunStarted>().FirstOrDefault() is { } started
        && Payload.Read<SeriesInput>(started.Input) is { } input
        && input.FirstOpens == series.FirstOpens && input.LastCloses == series.LastCloses;

    private static bool IsForKillSwitch(TableRow row) => WorkflowCommand.Read(row).InstanceId.StartsWith(WorkflowNames.KillSwitch, StringComparison.Ordinal);

    private async Task RemoveAsync(string table, string partition, Func<TableRow, bool> isGone, CancellationToken cancellation)
    {
        var rows = new List<TableRow>();
        await foreach (var row in store.QueryAsync(table, partition, null, cancellation))
        {
            if (isGone(row))
            {
                rows.Add(row with { Columns = new Dictionary<string, string>(StringComparer.Ordinal), Version = "*" });
            }
        }

        foreach (var batch in rows.Chunk(TableLimits.BatchRowsMaximum))
        {
            await store.WriteAsync(table, [.. batch.Select(static row => new TableWrite(TableWriteKind.Delete, row))], cancellation);
        }
    }
}
