using PolyCloud.Research.Simulate;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Research.Simulate.Sweeps;

namespace PolyCloud.Simulation.Runs;

public sealed class SimulationRunTests
{
    [Fact]
    public void Every_invariant_holds_with_everything_going_wrong()
    {
        SimulationResult? failed = null;
        var report = new SeedSweep(new SeedRange(1, 12), 2, static seed => new SimulationOptions { Seed = seed, Windows = 2 }).Run(result =>
        {
            failed = result.Breach is null ? failed : result;
            return failed is null;
        });
        Assert.True(failed is null, $"seed {failed?.Seed} breaks {failed?.Breach?.Invariant}: {failed?.Breach?.What}");
        Assert.True(report.ExchangeEvents >= 2_000 * report.Windows, $"{report.ExchangeEvents} exchange events");
        Assert.True(report.Orders >= 20 * report.Windows, $"{report.Orders} orders");
        Assert.True(report.Trades >= report.Windows, $"{report.Trades} fills");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(21)]
    public void The_same_seed_gives_the_same_trace(ulong seed)
    {
        var options = new SimulationOptions { Seed = seed, Windows = 2 };
        Assert.Equal(Run(options).TraceHash, Run(options).TraceHash);
    }

    [Fact]
    public void A_sweep_names_its_traces_whatever_the_order_in_which_they_ended()
    {
        Assert.Equal(Sweep(1, 3, threads: 1), Sweep(1, 3, threads: 2));
        Assert.NotEqual(Sweep(1, 3, threads: 2), Sweep(2, 4, threads: 2));
    }

    [Fact]
    public void Another_seed_gives_another_trace() =>
        Assert.NotEqual(Run(Quiet(1)).TraceHash, Run(Quiet(2)).TraceHash);

    [Fact]
    public void Without_faults_nothing_goes_wrong_and_the_one_worker_books_what_the_wallet_gained()
    {
        var result = Run(Quiet(3));
        Assert.Null(result.Breach);
        Assert.Empty(result.Mishaps);
        Assert.Equal(1, result.Starts);
        Assert.NotNull(result.Convergence);
    }

    private static string Sweep(ulong first, ulong last, int threads) => new SeedSweep(new SeedRange(first, last), threads, Quiet).Run(static _ => true).Traces;

    private static SimulationOptions Quiet(ulong seed) => new() { Seed = seed, Windows = 1, Faults = FaultChoice.None };

    private static SimulationResult Run(SimulationOptions options)
    {
        using var run = new SimulationRun(options);
        return run.Run();
    }
}
