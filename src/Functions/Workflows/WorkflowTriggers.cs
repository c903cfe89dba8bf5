using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Functions.Workflows;

/// <summary>An orchestration trigger for each workflow of the catalogue, under the same name.</summary>
public sealed class WorkflowTriggers(WorkflowCatalog catalog)
{
    [Function(WorkflowNames.Market)]
    public Task<string> MarketAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(context, WorkflowNames.Market);

    [Function(WorkflowNames.Series)]
    public Task<string> SeriesAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(context, WorkflowNames.Series);

    [Function(WorkflowNames.KillSwitch)]
    public Task<string> KillSwitchAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(context, WorkflowNames.KillSwitch);

    [Function(WorkflowNames.Reconciliation)]
    public Task<string> ReconciliationAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(context, WorkflowNames.Reconciliation);

    [Function(WorkflowNames.DailyReport)]
    public Task<string> DailyReportAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(context, WorkflowNames.DailyReport);

    [Function(WorkflowNames.Watchdog)]
    public Task<string> WatchdogAsync([OrchestrationTrigger] TaskOrchestrationContext context) => RunAsync(context, WorkflowNames.Watchdog);

    internal async Task<string> RunAsync(TaskOrchestrationContext context, string workflow)
    {
        var start = context.GetInput<WorkflowStart>() ?? throw new ArgumentException($"The workflow {workflow} was started without an input.", nameof(context));
        var adapted = new DurableWorkflowContext(context, start, workflow);
        var result = await catalog.Find(workflow)(adapted, start.Input);

        // Only now: events may have arrived until here, and those that nobody took go over.
        if (adapted.Next is { } next)
        {
            context.ContinueAsNew(next, preserveUnprocessedEvents: true);
        }

        return result;
    }
}
