using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Functions.Runtime;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Functions.Timers;

/// <summary>The workflows that never end, and their first inputs.</summary>
public sealed class StandingWorkflows(ControlSettings settings, TimeProvider time)
{
    /// <summary>Starts those that do not run; the ids of those that were started.</summary>
    internal async Task<IReadOnlyList<string>> KeepAliveAsync(DurableWorkflows workflows, CancellationToken cancellation)
    {
        var started = new List<string>();

        // First what protects.
        await KeepAsync(WorkflowNames.KillSwitch, WorkflowIds.KillSwitch(settings.Shard), new KillSwitchInput { Shard = settings.Shard });
        await KeepAsync(WorkflowNames.Watchdog, WorkflowIds.Watchdog(settings.Shard), new WatchdogInput { Shard = settings.Shard });
        await KeepAsync(WorkflowNames.Reconciliation, WorkflowIds.Reconciliation(settings.Shard), new ReconciliationInput { Shard = settings.Shard });
        foreach (var series in settings.Series)
        {
            await KeepAsync(WorkflowNames.DailyReport, WorkflowIds.DailyReport(series.Name), new DailyReportInput { Shard = settings.Shard, Series = series.Name });
            await KeepAsync(WorkflowNames.Series, WorkflowIds.Series(series.Name), InputOf(series));
        }

        return started;

        async Task KeepAsync<TInput>(string workflow, string instanceId, TInput input)
        {
            if (await workflows.KeepAliveAsync(workflow, instanceId, input, cancellation))
            {
                started.Add(instanceId);
            }
        }
    }

    private SeriesInput InputOf(ControlSeries series)
    {
        // The window that is open now was missed: it is not known what was done in it.
        var length = Duration.FromSeconds(series.Seconds);
        var now = Workflows.Moments.Of(time.GetUtcNow().UtcDateTime);
        var next = new Timestamp(now.Micros / length.Micros * length.Micros) + length;
        return new SeriesInput
        {
            Shard = settings.Shard,
            Asset = series.Asset,
            Interval = series.Interval,
            FirstOpens = next,
            NextOpens = next,
            Schedule = new PhaseOptions().Of(series.Interval),
        };
    }
}
