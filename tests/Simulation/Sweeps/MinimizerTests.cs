using PolyCloud.Research.Simulate;
using PolyCloud.Research.Simulate.Sweeps;
using PolyCloud.Simulation.PlantedBugs;

namespace PolyCloud.Simulation.Sweeps;

public sealed class MinimizerTests
{
    [Fact]
    public void A_failing_run_is_made_smaller_and_still_fails_alike()
    {
        var failing = new SimulationOptions { Seed = 3, Windows = 2, Parts = new UseTheEpochAgain() };
        using var run = new SimulationRun(failing);
        var before = run.Run();
        Assert.NotNull(before.Breach);
        var (options, result) = Minimizer.Minimize(failing);
        Assert.Equal(before.Breach.Invariant, result.Breach!.Invariant);
        Assert.True(result.Mishaps.Count < before.Mishaps.Count);
        Assert.NotNull(options.Kept);
    }

    [Fact]
    public void A_run_that_breaks_nothing_is_refused() =>
        Assert.Throws<ArgumentException>(() => Minimizer.Minimize(new SimulationOptions { Seed = 1, Windows = 1, Faults = PolyCloud.Research.Simulate.Chaos.FaultChoice.None }));
}
