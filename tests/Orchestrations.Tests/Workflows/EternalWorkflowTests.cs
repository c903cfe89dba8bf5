using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Tests.Histories;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Orchestrations.Tests.Workflows;

public sealed class EternalWorkflowTests
{
    private readonly FakeSurroundings _world = new();

    [Fact]
    public void A_difference_is_told_when_two_rounds_running_find_it()
    {
        string[][] rounds = [["order a is open at the venue only"], [], ["order b is open at the venue only"], ["order b is open at the venue only", "order c"], []];
        var round = 0;
        var rig = _world.Rig(WorkflowIds.Reconciliation("0")).On<ShardName, Reconciled>(ActivityNames.Reconcile, _ => new Reconciled(true, rounds[round++]));
        rig.Start(WorkflowNames.Reconciliation, new ReconciliationInput { Shard = "0" });
        rig.RunUntil(rig.Now + Duration.FromSeconds(1_501));

        Assert.Equal(5, round);
        var alert = Assert.Single(rig.Inputs<Alert>(ActivityNames.RaiseAlert));
        Assert.Contains("order b", alert.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("order c", alert.Detail, StringComparison.Ordinal);
        RecordedHistory.Keep(rig, "reconciliation");
    }

    [Fact]
    public void Each_day_is_reported_once_after_its_last_windows_are_settled()
    {
        var rig = _world.Rig(WorkflowIds.DailyReport("btc-5m"))
            .On<DayToReport, DailyReport>(ActivityNames.WriteDailyReport, static day => new DailyReport(day.Series, day.Day, 288, 288, 0, 10, 5_000_000, 1_000_000));
        rig.Start(WorkflowNames.DailyReport, new DailyReportInput { Shard = "0", Series = "btc-5m" });
        rig.RunUntil(rig.Now + Duration.FromSeconds(3 * 86_400));

        Assert.Equal(["20261103", "20261104", "20261105"], rig.Inputs<DayToReport>(ActivityNames.WriteDailyReport).Select(static day => day.Day));
        Assert.All(rig.Calls, static call => Assert.Equal(1_800, call.At.Seconds % 86_400));
        RecordedHistory.Keep(rig, "daily-report");
    }

    [Fact]
    public void A_stuck_workflow_is_restarted_and_told_and_a_silent_worker_is_told_once_an_hour()
    {
        var rig = _world.Rig(WorkflowIds.Watchdog("0"))
            .On<LookAround, PolyCloud.Orchestrations.Activities.Surroundings>(
                ActivityNames.LookAround, static _ => new Activities.Surroundings([new StuckWorkflow("market-a", "market", "its timer is overdue")], Duration.FromSeconds(45)))
            .On<RestartWorkflow, ActivityDone>(ActivityNames.RestartWorkflow, static _ => new ActivityDone(true));
        rig.Start(WorkflowNames.Watchdog, new WatchdogInput { Shard = "0" });
        rig.RunUntil(rig.Now + Duration.FromSeconds(125));

        Assert.Equal(2, rig.Inputs<RestartWorkflow>(ActivityNames.RestartWorkflow).Count);
        Assert.Single(rig.Inputs<Alert>(ActivityNames.RaiseAlert).Where(static alert => alert.Key.StartsWith("worker-silent", StringComparison.Ordinal)).Select(static alert => alert.Key).Distinct());
        RecordedHistory.Keep(rig, "watchdog");
    }
}
