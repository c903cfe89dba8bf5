using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Functions.Tests.Durable;
using PolyCloud.Functions.Workflows;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Functions.Tests.Workflows;

/// <summary>The control plane's own workflows through the triggers.</summary>
public sealed class WorkflowTriggersTests
{
    private static readonly DateTime Opens = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Every_workflow_of_the_catalogue_has_its_trigger()
    {
        var triggered = Triggers().Where(static method => method.GetParameters().Any(static parameter => parameter.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null)).Select(NameOf);
        Assert.Equal(ControlPlaneCatalog.Create().Names.Order(StringComparer.Ordinal), triggered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_two_functions_have_one_name_and_every_name_is_one_the_host_takes()
    {
        var names = Triggers().Select(NameOf).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, static name => Assert.Matches("^[A-Za-z][A-Za-z0-9_-]{0,126}$", name));
    }

    [Fact]
    public void The_kill_switch_halts_verifies_reports_and_stands_again_in_a_new_run()
    {
        var world = new RecordedOrchestration(
            context => new WorkflowTriggers(ControlPlaneCatalog.Create()).KillSwitchAsync(context),
            Payload.Write(new KillSwitchInput { Shard = "0" }),
            Opens,
            Activity);
        Assert.Equal("armed", world.Status.Text);
        world.Raise(ControlEvents.Kill, new KillRequested { KillId = "k-1", Reason = "drill", Who = "ann" }, "k-1");
        Assert.Equal(2, world.Start.Run);
        Assert.StartsWith("halted: drill", world.Status.Text, StringComparison.Ordinal);
        string[] expected = [ActivityNames.DesireHalt, ActivityNames.AwaitHalt, ActivityNames.VerifyClear, ActivityNames.ReportKill, ActivityNames.RaiseAlert];
        Assert.Equal(expected, world.Called.Select(static call => call.Activity));
        Assert.Equal(world.Called.Count, world.Called.Select(static call => (call.Run, call.Id)).Distinct().Count());

        world.Raise(ControlEvents.Resume, new ResumeRequested { Reason = "checked", Who = "ann" }, "r-1");
        Assert.Equal("armed", world.Status.Text);
    }

    [Fact]
    public void A_window_is_led_through_its_phases_to_its_report()
    {
        var closes = Opens.AddSeconds(300);
        var input = new MarketInput
        {
            Shard = "0",
            Series = "btc-5m",
            Slug = "btc-updown-5m-1795262400",
            Opens = Moments.Of(Opens),
            Closes = Moments.Of(closes),
            Schedule = new PhaseOptions().FiveMinutes,
        };
        var world = new RecordedOrchestration(
            context => new WorkflowTriggers(ControlPlaneCatalog.Create()).MarketAsync(context), Payload.Write(input), Opens.AddSeconds(-120), Activity);
        world.AdvanceTo(closes.AddSeconds(600));
        Assert.True(world.HasEnded, world.Status.ToString());
        Assert.True(Payload.Read<MarketResult>(world.Result)!.IsSettled);
        var phases = world.Called.Where(static call => call.Activity == ActivityNames.DesirePhase).Select(static call => Payload.Read<DesirePhase>(call.Input)!.Phase).ToList();
        Assert.Equal([.. phases.Order()], phases);
        Assert.Contains(MarketPhase.CloseOnly, phases);
        Assert.Contains(MarketPhase.Done, phases);
        Assert.Single(world.Called, static call => call.Activity == ActivityNames.ReportMarket);
    }

    private static object? Activity(ActivityCall call) => call.Activity switch
    {
        ActivityNames.DesirePhase => new DesiredPhase(Payload.Read<DesirePhase>(call.Input)!.Phase),
        ActivityNames.AwaitPhase or ActivityNames.AwaitHalt => new Acknowledgement(true, true, "clear"),
        ActivityNames.DesireHalt => new DesiredHalt(1),
        ActivityNames.LiftHalt => new HaltLifted(true, ""),
        ActivityNames.VerifyClear => new ClearVerdict(0, "none"),
        ActivityNames.LookUpResolution => new Resolution(Outcome.Up, "gamma"),
        ActivityNames.AwaitSettled => new Settlement(true, 1, 1, "booked"),
        _ => new ActivityDone(true),
    };

    private static IEnumerable<MethodInfo> Triggers() => typeof(WorkflowTriggers).Assembly.GetTypes()
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
        .Where(static method => method.GetCustomAttribute<FunctionAttribute>() is not null);

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;
}
