using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>Ctrl-C in the middle of a window with an order resting.</summary>
public sealed class StopScenarios
{
    [Fact]
    public async Task Ctrl_C_leaves_no_order_and_no_process_and_exits_0()
    {
        using var system = new RunningSystem();
        try
        {
            await system.InitializeAsync();
            await system.OrderRestsAsync();
            system.Process.Interrupt();
            await system.Process.EndAsync(Wait.Long);
            Assert.True(system.Process.ExitCode == 0, system.Process.Output);
            Assert.Equal(0, (int)system.Process.Summary["openOrdersAtEnd"]!);
            Assert.Equal(0, (long)system.Process.Summary["invariantBreaches"]!);
            Assert.Equal("stopped", (string?)system.Process.Summary["stoppedBecause"]);
            var named = system.Process.Lines.Where(line => line.Contains("pid ", StringComparison.Ordinal)).ToList();
            Assert.Equal(3, named.Count);
            Assert.All(named, line => Assert.False(Pids.IsAlive(Pids.In(line)), line));
        }
        finally
        {
            await system.DisposeAsync();
        }
    }
}
