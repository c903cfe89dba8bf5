using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Research.Simulate;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.ControlPlane;

public sealed class SimulatedControlPlaneTests
{
    private static readonly FaultChoice OfTheControlPlane = FaultChoice.Parse("control-plane-killed,control-plane-killed-writing,control-plane-frozen,workflow-new-code");

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Every_window_is_led_to_its_end_though_control_planes_die_freeze_and_come_back_with_new_code(ulong seed)
    {
        var result = Run(new SimulationOptions { Seed = seed, Windows = 6, Faults = OfTheControlPlane });
        Assert.True(result.Breach is null, $"{result.Breach?.Invariant}: {result.Breach?.What}");
        Assert.NotEmpty(result.Mishaps);
        Assert.True(result.OrdersTaken > 0);
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace_whatever_happens_to_control_planes()
    {
        var options = new SimulationOptions { Seed = 5, Windows = 3, Faults = OfTheControlPlane };
        Assert.Equal(Run(options).TraceHash, Run(options).TraceHash);
    }

    /// <summary>A planted defect: the next version of a window's workflow does what its recorded history does not say.</summary>
    [Fact]
    public void A_next_version_that_does_something_else_is_found() => Assert.Equal("workflows-end", FirstBreachOf(static () => new OtherNextWorkflows()));

    /// <summary>A planted defect: the next version leads new windows no further than their warm-up.</summary>
    [Fact]
    public void A_next_version_that_leaves_phases_out_is_found() => Assert.Equal("workflows-end", FirstBreachOf(static () => new ShorterNextWorkflows()));

    private static string? FirstBreachOf(Func<WorkerParts> parts)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var options = new SimulationOptions { Seed = seed, Windows = 3, Faults = FaultChoice.Parse("workflow-new-code"), Parts = parts() };
            if (Run(options).Breach is { } breach)
            {
                return breach.Invariant;
            }
        }

        return null;
    }

    private static SimulationResult Run(SimulationOptions options)
    {
        using var run = new SimulationRun(options);
        return run.Run();
    }

    private sealed class OtherNextWorkflows : WorkerParts
    {
        public override WorkflowCatalog NextWorkflows() => With(static async (context, input) =>
        {
            await context.WaitUntilAsync(context.Now + Duration.FromSeconds(1));
            return await MarketWorkflow.RunAsync(context, input);
        });
    }

    private sealed class ShorterNextWorkflows : WorkerParts
    {
        public override WorkflowCatalog NextWorkflows() => With(static async (context, input) =>
        {
            await context.CallActivityAsync<DesirePhase, DesiredPhase>(
                ActivityNames.DesirePhase, new DesirePhase(input.Shard, input.Slug, MarketPhase.Warming, input.Opens, input.Closes), RetryPolicy.Once);
            return new MarketResult(null, false, []);
        });
    }

    private static WorkflowCatalog With(Func<IWorkflowContext, MarketInput, Task<MarketResult>> market) => new WorkflowCatalog()
        .Add(WorkflowNames.Market, market)
        .Add<SeriesInput, SeriesResult>(WorkflowNames.Series, SeriesWorkflow.RunAsync)
        .Add<KillSwitchInput, EternalResult>(WorkflowNames.KillSwitch, KillSwitchWorkflow.RunAsync)
        .Add<ReconciliationInput, EternalResult>(WorkflowNames.Reconciliation, ReconciliationWorkflow.RunAsync)
        .Add<DailyReportInput, EternalResult>(WorkflowNames.DailyReport, DailyReportWorkflow.RunAsync)
        .Add<WatchdogInput, EternalResult>(WorkflowNames.Watchdog, WatchdogWorkflow.RunAsync);
}
