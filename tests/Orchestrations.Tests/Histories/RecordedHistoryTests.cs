using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Orchestrations.Tests.Histories;

public sealed class RecordedHistoryTests : IWorkflowLog
{
    private static string Directory => Path.Combine(AppContext.BaseDirectory, "Histories");

    private static string[] Names => [.. System.IO.Directory.GetFiles(Directory, "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    public static TheoryData<string> Files() => new(Names);

    [Theory]
    [MemberData(nameof(Files))]
    public void Instances_that_were_recorded_earlier_go_on_under_the_present_code(string file)
    {
        var recorded = RecordedHistory.Read(Path.Combine(Directory, file));

        WorkflowReplay.Verify(ControlPlaneCatalog.Create(), recorded.InstanceId, recorded.Events, this);
    }

    [Fact]
    public void Every_workflow_has_a_recorded_history()
    {
        var recorded = Names.SelectMany(name => RecordedHistory.Read(Path.Combine(Directory, name)).Events.OfType<RunStarted>()).Select(static start => start.Workflow);

        Assert.Equal(ControlPlaneCatalog.Create().Names.Order(), recorded.Distinct().Order());
    }

    [Fact]
    public void A_change_that_would_break_running_instances_fails_over_a_recorded_one()
    {
        var recorded = RecordedHistory.Read(Path.Combine(Directory, "market-settles-0.json"));
        var changed = new WorkflowCatalog().Add<MarketInput, MarketResult>(WorkflowNames.Market, static async (context, input) =>
        {
            await context.CallActivityAsync<Alert, ActivityDone>(ActivityNames.RaiseAlert, new Alert(input.Shard, "new", AlertSeverity.Information, "new", ""), RetryPolicy.Once);
            return await MarketWorkflow.RunAsync(context, input);
        });

        Assert.Throws<NondeterministicWorkflowException>(() => WorkflowReplay.Verify(changed, recorded.InstanceId, recorded.Events, this));
    }

    void IWorkflowLog.Write(WorkflowLogLevel level, string text)
    {
    }
}
