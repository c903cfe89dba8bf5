using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Research.Simulate.ControlPlane;

/// <summary>
/// The workflows as their next version may be: windows and their series say more of themselves, and otherwise do what recorded histories
/// say that they did.
/// </summary>
internal static class NextWorkflows
{
    public static WorkflowCatalog Create() => new WorkflowCatalog()
        .Add<MarketInput, MarketResult>(WorkflowNames.Market, static async (context, input) =>
        {
            context.SetStatus($"led by the next version: {input.Slug}");
            var result = await MarketWorkflow.RunAsync(context, input);
            context.Log.Write(WorkflowLogLevel.Information, $"{input.Slug} ended");
            return result;
        })
        .Add<SeriesInput, SeriesResult>(WorkflowNames.Series, static (context, input) =>
        {
            context.SetStatus("rolled by the next version");
            return SeriesWorkflow.RunAsync(context, input);
        })
        .Add<KillSwitchInput, EternalResult>(WorkflowNames.KillSwitch, KillSwitchWorkflow.RunAsync)
        .Add<ReconciliationInput, EternalResult>(WorkflowNames.Reconciliation, ReconciliationWorkflow.RunAsync)
        .Add<DailyReportInput, EternalResult>(WorkflowNames.DailyReport, DailyReportWorkflow.RunAsync)
        .Add<WatchdogInput, EternalResult>(WorkflowNames.Watchdog, WatchdogWorkflow.RunAsync);
}
