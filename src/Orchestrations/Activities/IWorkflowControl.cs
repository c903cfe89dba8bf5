using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Activities;

/// <summary>What activities may do with the workflows of the runtime that runs them.</summary>
public interface IWorkflowControl
{
    /// <summary>Starts an instance; false where the id is taken.</summary>
    Task<bool> StartAsync<TInput>(string workflow, string instanceId, TInput input, CancellationToken cancellation);

    /// <summary>Workflows that should have advanced before the moment and did not.</summary>
    Task<IReadOnlyList<StuckWorkflow>> FindOverdueAsync(Timestamp before, CancellationToken cancellation);

    /// <summary>Makes a stuck instance try again.</summary>
    Task RestartAsync(string instanceId, string why, CancellationToken cancellation);
}
