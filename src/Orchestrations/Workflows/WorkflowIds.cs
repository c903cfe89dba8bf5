namespace PolyCloud.Orchestrations.Workflows;

/// <summary>Ids of instances: who starts the same thing twice starts it once.</summary>
public static class WorkflowIds
{
    /// <summary>One window: <c>market-btc-updown-5m-1773307200</c>.</summary>
    public static string Market(string slug) => "market-" + slug;

    /// <summary>One series of windows: <c>series-btc-5m</c>.</summary>
    public static string Series(string series) => "series-" + series;

    public static string KillSwitch(string shard) => "kill-switch-" + shard;

    public static string Reconciliation(string shard) => "reconciliation-" + shard;

    public static string DailyReport(string series) => "daily-report-" + series;

    public static string Watchdog(string shard) => "watchdog-" + shard;
}
