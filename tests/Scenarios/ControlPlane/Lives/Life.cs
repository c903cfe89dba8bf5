using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>
/// What happens to a control plane and what must come of it at the exchange, whatever store it has and wherever it is killed. A killed
/// one is back within five seconds, and no phase of a window is shorter than fifteen: none may be missing.
/// </summary>
internal sealed record Life(string Name, int Windows, Func<World, Task> PlayAsync)
{
    private static readonly MarketPhase[] Trading = [MarketPhase.Making, MarketPhase.Unwind, MarketPhase.CloseOnly, MarketPhase.HedgeLock];

    private static readonly MarketPhase[] Written = [MarketPhase.Warming, .. Trading, MarketPhase.Done, MarketPhase.Resolving];

    public static IReadOnlyList<Life> All { get; } =
    [
        new("two windows, a kill with its resume in the first, the worker dead in the second", 2, TwoWindowsAsync),
        new("a kill while the worker is dead, a second one, and a new worker", 1, KillAloneAsync),
        new("events that are malformed, late, repeated or for nobody", 1, BadEventsAsync),
        new("the control plane away over windows", 5, DowntimeAsync),
        new("the store away for a minute", 1, StoreAwayAsync),
        new("the worker's clock ahead and the control plane's behind", 1, OneWindowAsync) { WorkerSkew = Duration.FromSeconds(2), ControlPlaneSkew = Duration.FromSeconds(-2) },
        new("the worker's clock behind and the control plane's ahead", 1, OneWindowAsync) { WorkerSkew = Duration.FromSeconds(-2), ControlPlaneSkew = Duration.FromSeconds(2) },
    ];

    /// <summary>How much the worker's clock is ahead of the exchange's.</summary>
    public Duration WorkerSkew { get; init; }

    /// <summary>How much the control plane's clock is ahead of the exchange's.</summary>
    public Duration ControlPlaneSkew { get; init; }

    public override string ToString() => Name;

    private static async Task OneWindowAsync(World world)
    {
        await world.StartWorkerAsync();
        await world.UntilAsync(() => world.HasEndedAsync(0), "the window's workflow ends", 600);
        await AssertWholeAsync(world, 0);
    }

    private static async Task TwoWindowsAsync(World world)
    {
        await world.StartWorkerAsync();
        await world.AdvanceToAsync(VirtualExchange.OpenOf(0) + Duration.FromSeconds(40));
        Assert.Equal(1, await world.Exchange.OpenOrdersAsync(1));
        await world.KillSwitch.KillAsync("kill-1", "scenario", "test", default);
        await ClearAsync(world, "kill-1");
        Assert.True(world.Worker!.IsHalted);

        // The same kill again, as a sender does that got no answer: nothing more happens.
        await world.KillSwitch.KillAsync("kill-1", "scenario", "test", default);
        await world.KillSwitch.ResumeAsync("resume-1", "scenario over", "test", default);
        await world.UntilAsync(() => world.KillSwitch.IsResumedAsync(default), "the halt is lifted", 30);
        await world.UntilAsync(() => !world.Worker.IsHalted, "the worker has resumed", 5);
        await world.AdvanceToAsync(VirtualExchange.OpenOf(1) + Duration.FromSeconds(60));
        Assert.Equal(1, await world.Exchange.OpenOrdersAsync(1));
        world.KillWorker();
        await world.UntilAsync(async () => await world.Exchange.OpenOrdersAsync(1) == 0, "the control plane clears the dead worker's order", 150);
        await world.UntilAsync(() => world.HasEndedAsync(1), "the second window's workflow ends", 600);
        await world.UntilAsync(() => world.HasEndedAsync(0), "the first window's workflow ends", 5);
        await AssertWholeAsync(world, 0);
        Assert.Equal([MarketPhase.Making], world.Placed(1));
        Assert.Equal(Written, await world.WrittenAsync(1));
        Assert.Equal(1, (await DesiredState.ReadAsync(world.Store, "0", default)).Halt!.Number);
        Assert.Single(await world.ReportsAsync("kill:"));
        Assert.Equal(2, (await world.ReportsAsync("market:")).Count);
        Assert.Empty(await world.ReportsAsync("missed:"));
    }

    private static async Task KillAloneAsync(World world)
    {
        await world.StartWorkerAsync();
        await world.AdvanceToAsync(VirtualExchange.OpenOf(0) + Duration.FromSeconds(40));
        world.KillWorker();
        await world.KillSwitch.KillAsync("kill-1", "the worker is dead", "test", default);
        await ClearAsync(world, "kill-1");
        await world.KillSwitch.KillAsync("kill-2", "once more", "test", default);
        await ClearAsync(world, "kill-2");

        // A resume of the first halt does not lift the second, and one without a reason none.
        await RaiseAsync(world, ControlEvents.Resume, new ResumeRequested { Reason = "stale", Who = "test", HaltNumber = 1 }, "resume-1");
        await RaiseAsync(world, ControlEvents.Resume, new ResumeRequested { Reason = " ", Who = "test", HaltNumber = 2 }, "resume-2");
        await world.AdvanceToAsync(world.Now + Duration.FromSeconds(15));
        Assert.True((await DesiredState.ReadAsync(world.Store, "0", default)).Halt is { IsHalted: true, Number: 2 });
        await world.StartWorkerAsync();
        await world.AdvanceToAsync(world.Now + Duration.FromSeconds(5));
        Assert.True(world.Worker!.IsHalted);
        Assert.Equal(0, await world.Exchange.OpenOrdersAsync(2));
        await world.KillSwitch.ResumeAsync("resume-3", "a new worker", "test", default);
        await world.UntilAsync(() => !world.Worker.IsHalted, "the new worker has resumed", 30);
        await world.UntilAsync(() => world.HasEndedAsync(0), "the window's workflow ends", 600);
        Assert.Equal(Trading, world.Placed(0));
        Assert.Equal(Written, await world.WrittenAsync(0));
        Assert.Equal(2, (await world.ReportsAsync("kill:")).Count);
    }

    private static async Task BadEventsAsync(World world)
    {
        await world.StartWorkerAsync();
        var market = WorkflowIds.Market(VirtualExchange.SlugOf(0));
        await world.AdvanceToAsync(VirtualExchange.OpenOf(0) + Duration.FromSeconds(20));
        await RaiseAsync(world, ControlEvents.Kill, new { version = 7 }, "bad-1");
        await RaiseAsync(world, ControlEvents.Kill, "no kill", "bad-2");
        await RaiseAsync(world, "nobody-knows", new { }, "bad-3");
        await world.Client.RaiseAsync("market-btc-updown-5m-300", ControlEvents.Kill, new KillRequested { KillId = "k", Reason = "r", Who = "w" }, "bad-4", default);
        await world.Client.RaiseAsync(market, ControlEvents.Resolved, new { winner = "Sideways" }, "bad-5", default);
        await world.Client.RaiseAsync(market, ControlEvents.ParametersChanged, new ParametersChanged { Number = 2, Assignments = ["engine.asymmetric.entrySize=7"], Who = "test" }, "parameters-2", default);
        await world.Client.RaiseAsync(market, ControlEvents.ParametersChanged, new ParametersChanged { Number = 1, Assignments = ["engine.asymmetric.entrySize=1"], Who = "test" }, "parameters-1", default);
        await world.AdvanceToAsync(world.Now + Duration.FromSeconds(15));
        var wishes = await DesiredState.ReadAsync(world.Store, "0", default);
        Assert.Null(wishes.Halt);
        Assert.Equal((2L, "engine.asymmetric.entrySize=7"), (wishes.Parameters!.Number, wishes.Parameters.Assignments.Single()));
        await world.Client.RaiseAsync(market, ControlEvents.Kill, new KillRequested { KillId = "k", Reason = "this window", Who = "test" }, "market-kill", default);
        await world.UntilAsync(async () => (await DesiredState.ReadAsync(world.Store, "0", default)).Markets[VirtualExchange.SlugOf(0)].IsHalted, "the window's halt is written", 20);
        await world.Client.RaiseAsync(market, ControlEvents.Kill, new KillRequested { KillId = "k", Reason = "this window", Who = "test" }, "market-kill", default);
        await world.Client.RaiseAsync(market, ControlEvents.Resume, new ResumeRequested { Reason = "mended", Who = "test" }, "market-resume", default);
        await world.UntilAsync(async () => !(await DesiredState.ReadAsync(world.Store, "0", default)).Markets[VirtualExchange.SlugOf(0)].IsHalted, "the window's halt is lifted", 20);
        await world.UntilAsync(() => world.HasEndedAsync(0), "the window's workflow ends", 600);
        await AssertWholeAsync(world, 0);
    }

    private static async Task DowntimeAsync(World world)
    {
        await world.StartWorkerAsync();
        await world.AdvanceToAsync(VirtualExchange.OpenOf(0) + Duration.FromSeconds(20));
        await world.StopControlPlaneAsync();
        await world.AdvanceToAsync(VirtualExchange.OpenOf(3) + Duration.FromSeconds(210));
        world.StartControlPlane();
        await world.UntilAsync(() => world.HasEndedAsync(4), "the last window's workflow ends", 900);
        Assert.Equal([MarketPhase.Making], world.Placed(0));
        foreach (var window in (int[])[1, 2])
        {
            Assert.Empty(world.Placed(window));
            Assert.Equal(Written, await world.WrittenAsync(window));
        }

        // It opened while nobody was there, and was not started before: recorded, and not traded late.
        Assert.Empty(world.Placed(3));
        Assert.Null(await world.Client.GetAsync(WorkflowIds.Market(VirtualExchange.SlugOf(3)), default));
        var missed = Assert.Single(await world.ReportsAsync("missed:"));
        Assert.EndsWith($"{VirtualExchange.OpenOf(3).Seconds}", missed.Row, StringComparison.Ordinal);
        await AssertWholeAsync(world, 4);
    }

    private static async Task StoreAwayAsync(World world)
    {
        await world.StartWorkerAsync();
        await world.AdvanceToAsync(VirtualExchange.OpenOf(1) - Duration.FromSeconds(150));
        world.IsStoreAway = true;
        await world.AdvanceToAsync(VirtualExchange.OpenOf(1) - Duration.FromSeconds(90));
        world.IsStoreAway = false;
        await world.UntilAsync(() => world.HasEndedAsync(0), "the window's workflow ends", 600);
        await AssertWholeAsync(world, 0);
    }

    private static async Task AssertWholeAsync(World world, int window)
    {
        Assert.Equal(Trading, world.Placed(window));
        Assert.Equal(Written, await world.WrittenAsync(window));
        Assert.Equal(0, await world.Exchange.OpenOrdersAsync(1));
        Assert.Single(await world.ReportsAsync("market:" + VirtualExchange.SlugOf(window)));
    }

    private static Task RaiseAsync<T>(World world, string name, T payload, string id) => world.Client.RaiseAsync(WorkflowIds.KillSwitch("0"), name, payload, id, default);

    private static async Task ClearAsync(World world, string kill)
    {
        await world.UntilAsync(async () => await world.KillSwitch.ReportAsync(kill, default) is { IsClear: true }, $"{kill} is clear", 40);
        Assert.Equal(0, await world.Exchange.OpenOrdersAsync(1));
    }
}
