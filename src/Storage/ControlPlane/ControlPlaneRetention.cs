using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>
/// Forgets what the control plane wrote of windows that are long over: the steps of their workflows first, their reports and alerts later,
/// because a report is what tells a late step that its window was dealt with. Series and standing workflows, reports of days and of kills stay.
/// </summary>
/// <param name="workflowDays">Days after its last step that the workflow of a window which has ended is kept.</param>
/// <param name="reportDays">Days after the open that reports of a window are kept, and alerts after they were raised; more than <paramref name="workflowDays"/>.</param>
/// <param name="pause">Waited for after each small part of the work.</param>
public sealed class ControlPlaneRetention(ITableStore store, string shard, int workflowDays, int reportDays, Func<CancellationToken, Task> pause)
{
    /// <summary>A day of one series of five minutes makes 288.</summary>
    public const int WorkflowsOfTurnMaximum = 500;

    private static readonly string[] ReportsOfWindows = ["market:", "missed:"];

    private readonly WorkflowClient _workflows = new(store, TimeProvider.System, static () => throw new InvalidOperationException("Nothing is sent."));

    /// <summary>Removes what is too old, at most so many workflows.</summary>
    /// <returns>Workflows removed, and rows of reports and alerts.</returns>
    /// <exception cref="StoreUnavailableException">Some may be left; the next turn takes them.</exception>
    public async Task<(int Workflows, int Rows)> TurnAsync(Timestamp now, CancellationToken cancellation)
    {
        var workflows = await PurgeAsync(now - Days(workflowDays), cancellation);
        var before = now - Days(reportDays);
        var reports = await RemoveAsync(ControlTables.Reports, row => OpenOf(row) < before, cancellation);
        var alerts = await RemoveAsync(ControlTables.Alerts, row => row.Moment("Raised") < before, cancellation);
        return (workflows, reports + alerts);
    }

    private async Task<int> PurgeAsync(Timestamp before, CancellationToken cancellation)
    {
        var old = await _workflows.ListAsync(ended: true, cancellation)
            .Where(head => head.Workflow == WorkflowNames.Market && head.Updated < before)
            .Select(static head => head.InstanceId).Take(WorkflowsOfTurnMaximum).ToListAsync(cancellation);
        foreach (var id in old)
        {
            await _workflows.PurgeAsync(id, cancellation);
            await pause(cancellation);
        }

        return old.Count;
    }

    private async Task<int> RemoveAsync(string table, Func<TableRow, bool> isOld, CancellationToken cancellation)
    {
        var old = await store.QueryAsync(table, shard, null, cancellation).Where(isOld).ToListAsync(cancellation);
        foreach (var batch in old.Chunk(TableLimits.BatchRowsMaximum))
        {
            await store.WriteAsync(table, [.. batch.Select(static row => new TableWrite(TableWriteKind.Delete, row with { Columns = new Dictionary<string, string>(StringComparer.Ordinal) }))], cancellation);
            await pause(cancellation);
        }

        return old.Count;
    }

    /// <summary>The open of the window that a report is about, which ends its key; never where it is about no window.</summary>
    private static Timestamp OpenOf(TableRow report) =>
        ReportsOfWindows.Any(kind => report.Row.StartsWith(kind, StringComparison.Ordinal))
        && long.TryParse(report.Row.AsSpan(report.Row.LastIndexOfAny(['-', ':']) + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? Timestamp.FromSeconds(seconds)
            : Timestamp.Never;

    private static Duration Days(int days) => Duration.FromSeconds(86_400L * days);
}
