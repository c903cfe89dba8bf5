using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>Finds workflows that should have advanced and makes them try again, and tells people of them and of a silent worker.</summary>
public static class WatchdogWorkflow
{
    /// <summary>More than these at once is a fault of the runtime, which restarting them does not mend.</summary>
    private const int RestartsMaximum = 20;

    public static async Task<EternalResult> RunAsync(IWorkflowContext context, WatchdogInput input)
    {
        await context.WaitUntilAsync(context.Now + input.Every);
        try
        {
            var seen = await context.CallActivityAsync<LookAround, Surroundings>(
                ActivityNames.LookAround, new LookAround(input.Shard, input.Overdue, input.Silence), Retries.Brief);
            await MendAsync(context, input, seen.Stuck);
            await TellOfSilenceAsync(context, input, seen.WorkerSilentFor);
            context.SetStatus($"{seen.Stuck.Count} stuck, worker {(seen.WorkerSilentFor is null ? "heard" : "silent")} at {context.Now}");
        }
        catch (ActivityFailedException failure)
        {
            context.SetStatus($"could not look around at {context.Now}: {failure.Failure}");
        }

        context.ContinueAsNew(input);
        return new EternalResult("");
    }

    private static async Task MendAsync(IWorkflowContext context, WatchdogInput input, IReadOnlyList<StuckWorkflow> stuck)
    {
        foreach (var instance in stuck.Take(RestartsMaximum))
        {
            await context.CallActivityAsync<RestartWorkflow, ActivityDone>(
                ActivityNames.RestartWorkflow, new RestartWorkflow(instance.InstanceId, $"watchdog: {instance.Why}"), Retries.Brief);
        }

        if (stuck.Count > 0)
        {
            await Alerts.RaiseAsync(context, new Alert(
                input.Shard, $"stuck:{stuck[0].InstanceId}", AlertSeverity.Critical, $"{stuck.Count} workflows are stuck", string.Join("; ", stuck.Take(5).Select(static instance => $"{instance.InstanceId}: {instance.Why}"))));
        }
    }

    // One alert an hour, not one a round.
    private static Task TellOfSilenceAsync(IWorkflowContext context, WatchdogInput input, Duration? silent) => silent is not { } span
        ? Task.CompletedTask
        : Alerts.RaiseAsync(context, new Alert(
            input.Shard, $"worker-silent:{context.Now.Seconds / 3_600}", AlertSeverity.Critical, "The worker is silent", $"It has told nothing for {span}."));
}
