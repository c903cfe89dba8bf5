using PolyCloud.AzureContracts;

namespace Microsoft.DurableTask
{
    public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
        where T : notnull
    {
        public abstract IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default);
    }
}

namespace Microsoft.DurableTask.Client
{
    public enum OrchestrationRuntimeStatus
    {
        Running,
        Completed,
        ContinuedAsNew,
        Failed,
        Canceled,
        Terminated,
        Pending,
        Suspended,
    }

    public sealed class OrchestrationMetadata(string name, string instanceId)
    {
        public string Name { get; } = name;

        public string InstanceId { get; } = instanceId;

        public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset LastUpdatedAt { get; init; }

        public string? SerializedCustomStatus { get; init; }
    }

    public class OrchestrationQuery(
        DateTimeOffset? CreatedFrom = default,
        DateTimeOffset? CreatedTo = default,
        IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
        IEnumerable<string>? TaskHubNames = null,
        string? InstanceIdPrefix = null,
        int PageSize = 100,
        bool FetchInputsAndOutputs = false,
        string? ContinuationToken = null)
    {
        public DateTimeOffset? CreatedFrom { get; init; } = CreatedFrom;

        public DateTimeOffset? CreatedTo { get; init; } = CreatedTo;

        public IEnumerable<OrchestrationRuntimeStatus>? Statuses { get; init; } = Statuses;

        public IEnumerable<string>? TaskHubNames { get; init; } = TaskHubNames;

        public string? InstanceIdPrefix { get; init; } = InstanceIdPrefix;

        public int PageSize { get; init; } = PageSize;

        public bool FetchInputsAndOutputs { get; init; } = FetchInputsAndOutputs;

        public string? ContinuationToken { get; init; } = ContinuationToken;
    }

    public abstract class DurableTaskClient
    {
        public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default);

        public abstract Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default);

        public abstract Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default);

        public virtual Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw NotHere.Problem;

        public abstract AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null);
    }
}
