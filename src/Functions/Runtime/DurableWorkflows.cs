using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PolyCloud.Engine.Values;
using PolyCloud.Functions.Workflows;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Functions.Runtime;

/// <summary>The workflows of Durable Task: starting, events, and finding those that do not advance.</summary>
internal sealed class DurableWorkflows(DurableTaskClient client) : IWorkflowControl
{
    /// <summary>Instances looked at in one round: one machine's worth, more would not be read in a function's time.</summary>
    private const int InstancesMaximum = 10_000;

    /// <summary>An id is used once, however its instance ended: a window that is settled must not be traded again.</summary>
    private static readonly string[] AllStatuses = Enum.GetNames<OrchestrationRuntimeStatus>();

    private static readonly OrchestrationRuntimeStatus[] Live =
        [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.ContinuedAsNew];

    public async Task<bool> StartAsync<TInput>(string workflow, string instanceId, TInput input, CancellationToken cancellation) =>
        await FindAsync(instanceId, cancellation) is null && await ScheduleAsync(workflow, instanceId, input, AllStatuses, cancellation);

    /// <summary>Starts an instance that has never been started, or that failed; false where it runs, has ended well, or was ended by a person.</summary>
    public async Task<bool> KeepAliveAsync<TInput>(string workflow, string instanceId, TInput input, CancellationToken cancellation)
    {
        var found = await FindAsync(instanceId, cancellation);
        return found is null or { RuntimeStatus: OrchestrationRuntimeStatus.Failed }
            && await ScheduleAsync(workflow, instanceId, input, [.. AllStatuses.Where(static status => status != nameof(OrchestrationRuntimeStatus.Failed))], cancellation);
    }

    /// <summary>Raises an event.</summary>
    /// <param name="eventId">The sender's id of it: raised again, it counts once.</param>
    public Task RaiseAsync<TPayload>(string instanceId, string name, TPayload payload, string eventId, CancellationToken cancellation) =>
        client.RaiseEventAsync(instanceId, RaisedEvent.Inbox, new RaisedEvent(name, eventId, Payload.Write(payload)), cancellation);

    /// <summary>The instance, or null.</summary>
    public Task<OrchestrationMetadata?> FindAsync(string instanceId, CancellationToken cancellation) => client.GetInstanceAsync(instanceId, false, cancellation);

    /// <summary>Instances that have not ended, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<OrchestrationMetadata>> LiveAsync(int most, CancellationToken cancellation)
    {
        var found = new List<OrchestrationMetadata>();
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: Live)).WithCancellation(cancellation))
        {
            if (found.Count == most)
            {
                break;
            }

            found.Add(instance);
        }

        return found;
    }

    public async Task<IReadOnlyList<StuckWorkflow>> FindOverdueAsync(Timestamp before, CancellationToken cancellation)
    {
        var live = await LiveAsync(InstancesMaximum, cancellation);
        return [.. live.Select(instance => (Instance: instance, Why: WhyOverdue(instance, before)))
            .Where(static found => found.Why is not null)
            .Select(static found => new StuckWorkflow(found.Instance.InstanceId, found.Instance.Name, found.Why!))];
    }

    public async Task RestartAsync(string instanceId, string why, CancellationToken cancellation)
    {
        if (await FindAsync(instanceId, cancellation) is { RuntimeStatus: OrchestrationRuntimeStatus.Suspended })
        {
            await client.ResumeInstanceAsync(instanceId, why, cancellation);
        }

        // Something to process makes the runtime load the instance again; the workflow never sees it.
        await client.RaiseEventAsync(instanceId, RaisedEvent.Inbox, new RaisedEvent("", "look-again", ""), cancellation);
    }

    /// <summary>The words of an instance, and when it is due.</summary>
    public static WorkflowStatus StatusOf(OrchestrationMetadata instance)
    {
        try
        {
            return instance.SerializedCustomStatus is { Length: > 0 } text && JsonSerializer.Deserialize<WorkflowStatus>(text, JsonSerializerOptions.Web) is { Text: not null } status
                ? status
                : new WorkflowStatus("", 0);
        }
        catch (JsonException)
        {
            return new WorkflowStatus(instance.SerializedCustomStatus!, 0);
        }
    }

    private static string? WhyOverdue(OrchestrationMetadata instance, Timestamp before)
    {
        var due = StatusOf(instance).DueMicros;
        return due != 0 && due < before.Micros ? $"due at {new Timestamp(due)}"
            : instance.RuntimeStatus == OrchestrationRuntimeStatus.Pending && Moments.Of(instance.CreatedAt.UtcDateTime) < before ? $"not begun since {Moments.Of(instance.CreatedAt.UtcDateTime)}"
            : null;
    }

    private async Task<bool> ScheduleAsync<TInput>(string workflow, string instanceId, TInput input, IReadOnlyList<string> taken, CancellationToken cancellation)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                new TaskName(workflow), WorkflowStart.First(Payload.Write(input)), new StartOrchestrationOptions(instanceId) { DedupeStatuses = taken }, cancellation);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Somebody was faster: which exception tells it depends on where orchestrations are kept.
            if (await FindAsync(instanceId, cancellation) is { RuntimeStatus: not OrchestrationRuntimeStatus.Failed })
            {
                return false;
            }

            throw;
        }
    }
}
