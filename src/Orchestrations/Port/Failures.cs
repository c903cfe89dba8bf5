namespace PolyCloud.Orchestrations.Port;

/// <summary>An activity failed as often as its policy allows.</summary>
/// <param name="failure">The last attempt's failure, in words.</param>
public sealed class ActivityFailedException(string activity, string failure)
    : Exception($"The activity {activity} failed: {failure}")
{
    public string Activity { get; } = activity;

    public string Failure { get; } = failure;
}

/// <summary>A child workflow failed or was terminated.</summary>
public sealed class ChildWorkflowFailedException(string instanceId, string failure)
    : Exception($"The workflow {instanceId} failed: {failure}")
{
    public string InstanceId { get; } = instanceId;

    public string Failure { get; } = failure;
}

/// <summary>
/// Replayed code asked for something else than the history holds: it was changed while instances were running, or it used a clock,
/// randomness or another task. The instance stops advancing; nothing of the step is recorded.
/// </summary>
public sealed class NondeterministicWorkflowException(string message) : Exception(message);
