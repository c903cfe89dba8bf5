namespace PolyCloud.Orchestrations.Workflows;

/// <summary>Names of the workflows in every runtime.</summary>
public static class WorkflowNames
{
    public const string Market = "market";

    public const string Series = "series";

    public const string KillSwitch = "kill-switch";

    public const string Reconciliation = "reconciliation";

    public const string DailyReport = "daily-report";

    public const string Watchdog = "watchdog";
}
