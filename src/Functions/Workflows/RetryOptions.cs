using Microsoft.DurableTask;

namespace PolyCloud.Functions.Workflows;

/// <summary>The port's retry policy in Durable Task's words.</summary>
internal static class RetryOptions
{
    public static TaskOptions Of(Orchestrations.Port.RetryPolicy retry)
    {
        // Durable Task refuses a longest interval below the first one.
        var first = retry.First > retry.Longest ? retry.Longest : retry.First;
        return TaskOptions.FromRetryPolicy(new RetryPolicy(retry.Attempts, Moments.Of(first), backoffCoefficient: 2, maxRetryInterval: Moments.Of(retry.Longest)));
    }
}
