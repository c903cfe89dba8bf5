using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>All workflows of the control plane, for whatever runtime hosts them.</summary>
public static class ControlPlaneCatalog
{
    public static WorkflowCatalog Create() => new WorkflowCatalog()
        .Add<MarketInput, MarketResult>(WorkflowNames.Market, MarketWorkflow.RunAsync)
        .Add<SeriesInput, SeriesResult>(WorkflowNames.Series, SeriesWorkflow.RunAsync)
        .Add<KillSwitchInput, EternalResult>(WorkflowNames.KillSwitch, KillSwitchWorkflow.RunAsync)
        .Add<ReconciliationInput, EternalResult>(WorkflowNames.Reconciliation, ReconciliationWorkflow.RunAsync)
        .Add<DailyReportInput, EternalResult>(WorkflowNames.DailyReport, DailyReportWorkflow.RunAsync)
        .Add<WatchdogInput, EternalResult>(WorkflowNames.Watchdog, WatchdogWorkflow.RunAsync);
}
