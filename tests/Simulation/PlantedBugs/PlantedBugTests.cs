using PolyCloud.Research.Simulate;
using PolyCloud.Research.Simulate.Sweeps;
using Xunit.Abstractions;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>A simulation that finds nothing has to be shown to find what is there.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    /// <summary>Every bug is to be found within 2 000; these few are enough for all of them.</summary>
    private static readonly ulong SeedsMaximum = ulong.Parse(Environment.GetEnvironmentVariable("POLYCLOUD_SIMULATION_SEEDS") ?? "60", System.Globalization.CultureInfo.InvariantCulture);

    public static TheoryData<string> Names() => [.. PlantedBug.All.Select(bug => bug.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_bug_is_found(string name)
    {
        var bug = PlantedBug.All.Single(known => known.Name == name);
        SimulationResult? found = null;
        var sweep = new SeedSweep(new SeedRange(1, SeedsMaximum), 1, seed => new SimulationOptions { Seed = seed, Windows = 2, Parts = bug.Plant() });
        sweep.Run(result =>
        {
            found = result.Breach is null ? found : result;
            return found is null;
        });
        Assert.NotNull(found);
        output.WriteLine($"| `{name}` | {found.Seed} | `{found.Breach!.Invariant}` | {found.Breach.What} |");
    }
}
