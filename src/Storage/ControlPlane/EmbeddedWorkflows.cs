using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>The workflows of the embedded runtime, as activities reach them: through the store.</summary>
public sealed class EmbeddedWorkflows(ITableStore store, WorkflowClient client) : IWorkflowControl
{
    /// <summary>Histories read in one look: a look costs about a second at ten thousand, and the next one goes on where fault remains.</summary>
    private const int HistoriesOfLookMaximum = 10_000;

    /// <summary>True where no such instance was there; the runtime takes a second start of one id as none.</summary>
    public async Task<bool> StartAsync<TInput>(string workflow, string instanceId, TInput input, CancellationToken cancellation)
    {
        if (await store.GetAsync(WorkflowTables.Instances, instanceId, WorkflowTables.HeadRow, cancellation) is not null)
        {
            return false;
        }

        await client.StartAsync(workflow, instanceId, input, cancellation);
        return true;
    }

    public async Task<IReadOnlyList<StuckWorkflow>> FindOverdueAsync(Timestamp before, CancellationToken cancellation)
    {
        var found = new List<StuckWorkflow>();
        var read = 0;
        await foreach (var head in client.ListAsync(ended: false, cancellation))
        {
            if (head.Status == InstanceStatus.Stuck)
            {
                found.Add(new StuckWorkflow(head.InstanceId, head.Workflow, head.Outcome));
            }
            else if (head.Status == InstanceStatus.Running && head.Updated < before && read++ < HistoriesOfLookMaximum
                && await client.GetAsync(head.InstanceId, cancellation) is { } instance && OverdueBecause(instance, before) is { } why)
            {
                found.Add(new StuckWorkflow(head.InstanceId, head.Workflow, why));
            }
        }

        return found;
    }

    public Task RestartAsync(string instanceId, string why, CancellationToken cancellation) => client.ResumeAsync(instanceId, why, cancellation);

    private static string? OverdueBecause(Instance instance, Timestamp before) =>
        instance.Arrived.Count > 0 ? "what arrived is not taken"
        : instance.Pending().OfType<TimerCreated>().Any(timer => timer.DueMicros < before.Micros) ? "its timer is overdue"
        : null;
}
