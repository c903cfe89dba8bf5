using Microsoft.Extensions.Logging;
using PolyCloud.Functions.Http;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Functions.Runtime;

/// <summary>What became of a call.</summary>
/// <param name="IsTaken">The call counts: it is written down in at least one place that is acted on.</param>
/// <param name="Id">Of the call; sent again with it, it counts once.</param>
/// <param name="IsHaltWritten">Of a kill: workers see the halt whatever becomes of the orchestrations.</param>
/// <param name="IsWorkflowTold">The kill switch's orchestration verifies, or resumes.</param>
public sealed record ControlAnswer(bool IsTaken, string Id, bool IsHaltWritten, bool IsWorkflowTold);

/// <summary>Kill and resume: told to the kill switch's orchestration; a kill is also written down for the worker without waiting for it.</summary>
public sealed class KillSwitch(ControlSettings settings, ActivitySource activities, ILogger<KillSwitch> log, Func<string> newId)
{
    internal async Task<ControlAnswer> KillAsync(DurableWorkflows workflows, CallBody body, string who, CancellationToken cancellation)
    {
        var kill = new KillRequested { KillId = body.Id ?? newId(), Reason = body.Reason!, Who = who };
        log.LogWarning("kill {Id} asked by {Who}: {Reason}", kill.KillId, who, kill.Reason);

        // Two ways that do not depend on each other; the orchestration's own halt under the same id is the same halt.
        var written = await AttemptAsync("the halt could not be written", () => WriteHaltAsync(workflows, kill, cancellation));
        var told = await AttemptAsync("the kill switch could not be told", () => TellAsync(workflows, ControlEvents.Kill, kill, kill.KillId, cancellation));
        return new ControlAnswer(written || told, kill.KillId, written, told);
    }

    internal async Task<ControlAnswer> ResumeAsync(DurableWorkflows workflows, CallBody body, string who, CancellationToken cancellation)
    {
        var id = body.Id ?? newId();
        var resume = new ResumeRequested { Reason = body.Reason!, Who = who, HaltNumber = body.HaltNumber };
        log.LogWarning("resume {Id} asked by {Who}: {Reason}", id, who, resume.Reason);
        var told = await AttemptAsync("the kill switch could not be told", () => TellAsync(workflows, ControlEvents.Resume, resume, id, cancellation));
        return new ControlAnswer(told, id, IsHaltWritten: false, told);
    }

    private Task WriteHaltAsync(DurableWorkflows workflows, KillRequested kill, CancellationToken cancellation)
    {
        var desire = new DesireHalt(settings.Shard, kill.KillId, kill.Reason, kill.Who);
        return activities(workflows).RunAsync(new ActivityCall("http", 1, 1, ActivityNames.DesireHalt, Payload.Write(desire)), cancellation);
    }

    private async Task TellAsync<TPayload>(DurableWorkflows workflows, string name, TPayload payload, string id, CancellationToken cancellation)
    {
        var instance = WorkflowIds.KillSwitch(settings.Shard);
        await workflows.KeepAliveAsync(WorkflowNames.KillSwitch, instance, new KillSwitchInput { Shard = settings.Shard }, cancellation);
        await workflows.RaiseAsync(instance, name, payload, id, cancellation);
    }

    private async Task<bool> AttemptAsync(string problem, Func<Task> attempt)
    {
        try
        {
            await attempt();
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "{Problem}", problem);
            return false;
        }
    }
}
