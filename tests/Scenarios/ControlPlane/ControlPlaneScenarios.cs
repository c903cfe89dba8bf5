using PolyCloud.Cli.ControlPlane;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.ControlPlane;

/// <summary>The life of two windows with the program's own process as the control plane: killed at a write, and frozen past its lease.</summary>
public sealed class ControlPlaneScenarios
{
    private static readonly TimeSpan TakeOverPatience = TimeSpan.FromSeconds(15);

    [RealTimeFact]
    public Task A_life_with_the_control_plane_killed_after_a_write() => LiveThroughAsync("after:20");

    [RealTimeFact]
    public Task A_life_with_the_control_plane_killed_before_a_write() => LiveThroughAsync("before:60");

    [RealTimeFact]
    public async Task A_control_plane_frozen_past_its_lease_ends_when_it_is_thawed_and_advances_nothing()
    {
        using var data = new TemporaryDirectory();
        await using var exchange = await FastExchange.StartAsync();
        await using var store = ControlPlaneStores.Open(data.Path, azurite: false);
        await using var frozen = ControlPlaneProcess.Start(exchange, data.Path, []);
        await frozen.LineAsync("workflows of epoch 1", Wait.Long);
        PolycloudProcess? successor = null;
        var life = new WholeLife(exchange, store, data.Path, () => $"{frozen.Output}\n{successor?.Output}");
        var living = life.RunAsync();
        var clock = new Clock(exchange.Time);
        // A second of real time after the open: the writes of the boundary, which hold the store's lock, are done.
        while (clock.Now < FastExchange.FirstOpens + Engine.Values.Duration.FromSeconds((long)FastExchange.Speed))
        {
            await Task.Delay(10);
        }

        var from = clock.Now;
        Native.Signal(frozen.Id, Native.Stop);
        successor = await TakenOverAsync(frozen, () => ControlPlaneProcess.Start(exchange, data.Path, []));
        await using var _ = successor;
        life.WasAway(from, clock.Now + Engine.Values.Duration.FromSeconds((long)FastExchange.Speed / 2));
        await Task.Delay(TimeSpan.FromSeconds(1));
        Native.Signal(frozen.Id, Native.Continue);
        await frozen.EndAsync(Wait.Long);
        Assert.NotEqual(0, frozen.ExitCode);
        Assert.Contains("the control plane ends", frozen.Output, StringComparison.Ordinal);
        await living;
        Assert.False(successor.HasExited, successor.Output);
    }

    private static async Task LiveThroughAsync(string crashAt)
    {
        using var data = new TemporaryDirectory();
        await using var exchange = await FastExchange.StartAsync();
        await using var store = ControlPlaneStores.Open(data.Path, azurite: false);
        ControlPlaneProcess? process = null;
        var life = new WholeLife(exchange, store, data.Path, () => $"{crashAt}\n{process?.Said}");
        await using var controlPlane = process = new ControlPlaneProcess(exchange, data.Path, crashAt, life.WasAway);
        await life.RunAsync();
        Assert.True(controlPlane.HasCrashed, "It was not killed.");
    }

    /// <summary>One that was frozen in the midst of a commit holds the file store's lock: then it is let go for a moment and frozen again.</summary>
    private static async Task<PolycloudProcess> TakenOverAsync(PolycloudProcess frozen, Func<PolycloudProcess> start)
    {
        var deadline = DateTime.UtcNow + Wait.Long;
        while (DateTime.UtcNow < deadline)
        {
            var successor = start();
            var began = DateTime.UtcNow;
            while (!successor.HasExited && DateTime.UtcNow - began < TakeOverPatience)
            {
                if (successor.Output.Contains("workflows of epoch 2", StringComparison.Ordinal))
                {
                    return successor;
                }

                await Task.Delay(20);
            }

            await successor.DisposeAsync();
            Native.Signal(frozen.Id, Native.Continue);
            await Task.Delay(5);
            Native.Signal(frozen.Id, Native.Stop);
        }

        throw new TimeoutException($"Nobody took over from the frozen one, which said:\n{frozen.Output}");
    }
}
