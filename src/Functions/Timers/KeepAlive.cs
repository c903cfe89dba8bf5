using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PolyCloud.Engine.Values;
using PolyCloud.Functions.Runtime;

namespace PolyCloud.Functions.Timers;

/// <summary>Every minute: standing workflows that do not run are started, and orchestrations that are stuck are told of.</summary>
public sealed class KeepAlive(StandingWorkflows standing, TimeProvider time, ILogger<KeepAlive> log)
{
    /// <summary>The watchdog makes stuck ones try again after two minutes; what is stuck after five it has not mended, or it is stuck itself.</summary>
    private static readonly Duration Overdue = Duration.FromSeconds(300);

    [Function("timer-keep-alive")]
    public async Task RunAsync([TimerTrigger("0 * * * * *", RunOnStartup = false)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var workflows = new DurableWorkflows(client);
        foreach (var started in await standing.KeepAliveAsync(workflows, cancellation))
        {
            log.LogWarning("started {Instance}, which did not run", started);
        }

        var before = Workflows.Moments.Of(time.GetUtcNow().UtcDateTime) - Overdue;
        foreach (var stuck in await workflows.FindOverdueAsync(before, cancellation))
        {
            log.LogError("orchestration-stuck {Instance} {Workflow}: {Why}", stuck.InstanceId, stuck.Workflow, stuck.Why);
        }
    }
}
