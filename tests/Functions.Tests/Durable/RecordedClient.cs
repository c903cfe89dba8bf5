using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PolyCloud.Functions.Workflows;

namespace PolyCloud.Functions.Tests.Durable;

/// <summary>A client that remembers what it was asked for. An id that is taken is refused, as the service does.</summary>
internal sealed class RecordedClient : DurableTaskClient
{
    public Dictionary<string, OrchestrationMetadata> Instances { get; } = new(StringComparer.Ordinal);

    public List<(string Id, string Workflow, WorkflowStart Start)> Started { get; } = [];

    public List<(string Id, string Name, RaisedEvent Event)> Raised { get; } = [];

    public List<string> Resumed { get; } = [];

    /// <summary>Every call fails with it.</summary>
    public Exception? Outage { get; set; }

    /// <summary>Between looking for an instance and starting it somebody else starts it.</summary>
    public bool SomebodyIsFaster { get; set; }

    public void Add(string id, string name, OrchestrationRuntimeStatus status, WorkflowStatus? said = null, DateTimeOffset created = default) => Instances[id] = new OrchestrationMetadata(name, id)
    {
        RuntimeStatus = status,
        CreatedAt = created == default ? DateTimeOffset.UnixEpoch : created,
        SerializedCustomStatus = said is null ? null : JsonSerializer.Serialize(said),
    };

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        Fail();
        var id = options!.InstanceId!;
        if (SomebodyIsFaster)
        {
            Add(id, orchestratorName.Name, OrchestrationRuntimeStatus.Running);
        }

        if (Instances.TryGetValue(id, out var there) && options.DedupeStatuses!.Contains(there.RuntimeStatus.ToString()))
        {
            throw new InvalidOperationException($"An instance {id} exists already.");
        }

        Add(id, orchestratorName.Name, OrchestrationRuntimeStatus.Pending);
        Started.Add((id, orchestratorName.Name, (WorkflowStart)input!));
        return Task.FromResult(id);
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        Fail();
        Raised.Add((instanceId, eventName, (RaisedEvent)eventPayload!));
        return Task.CompletedTask;
    }

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        Resumed.Add(instanceId);
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        Fail();
        return Task.FromResult(Instances.GetValueOrDefault(instanceId));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new Pages(Instances.Values.Where(instance => filter!.Statuses!.Contains(instance.RuntimeStatus)).ToList());

    private void Fail()
    {
        if (Outage is not null)
        {
            throw Outage;
        }
    }

    private sealed class Pages(IReadOnlyList<OrchestrationMetadata> instances) : AsyncPageable<OrchestrationMetadata>
    {
        public override async IAsyncEnumerator<OrchestrationMetadata> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            foreach (var instance in instances)
            {
                yield return instance;
            }
        }
    }
}
