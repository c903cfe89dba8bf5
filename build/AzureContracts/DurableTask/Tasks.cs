using PolyCloud.AzureContracts;

namespace Microsoft.DurableTask;

public readonly struct TaskName(string name)
{
    public string Name { get; } = name;
}

public class RetryPolicy(int maxNumberOfAttempts, TimeSpan firstRetryInterval, double backoffCoefficient = 1, TimeSpan? maxRetryInterval = default, TimeSpan? retryTimeout = default)
{
    public int MaxNumberOfAttempts { get; } = maxNumberOfAttempts;

    public TimeSpan FirstRetryInterval { get; } = firstRetryInterval;

    public double BackoffCoefficient { get; } = backoffCoefficient;

    public TimeSpan MaxRetryInterval { get; } = maxRetryInterval ?? Timeout.InfiniteTimeSpan;

    public TimeSpan RetryTimeout { get; } = retryTimeout ?? Timeout.InfiniteTimeSpan;
}

public sealed class TaskRetryOptions(RetryPolicy policy)
{
    public RetryPolicy? Policy { get; } = policy;
}

public class TaskOptions(TaskRetryOptions? retry = null, IDictionary<string, string>? tags = null)
{
    public TaskRetryOptions? Retry { get; init; } = retry;

    public IDictionary<string, string>? Tags { get; init; } = tags;

    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(new TaskRetryOptions(policy));
}

public class SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null) : TaskOptions(retry)
{
    public string? InstanceId { get; init; } = instanceId;
}

public class StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = default)
{
    public string? InstanceId { get; init; } = InstanceId;

    public DateTimeOffset? StartAt { get; init; } = StartAt;

    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}

public class TaskFailureDetails(string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure, IDictionary<string, object?>? Properties)
{
    public string ErrorType { get; init; } = ErrorType;

    public string ErrorMessage { get; init; } = ErrorMessage;

    public string? StackTrace { get; init; } = StackTrace;

    public TaskFailureDetails? InnerFailure { get; init; } = InnerFailure;

    public IDictionary<string, object?>? Properties { get; init; } = Properties;
}

public sealed class TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails) : Exception(failureDetails.ErrorMessage)
{
    public string TaskName { get; } = taskName;

    public int TaskId { get; } = taskId;

    public TaskFailureDetails FailureDetails { get; } = failureDetails;
}
