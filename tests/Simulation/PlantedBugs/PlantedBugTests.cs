using System.Globalization;
using PolyCloud.Research.Simulate;
using PolyCloud.Research.Simulate.Sweeps;
using Xunit.Abstractions;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>A simulation that finds nothing has to be shown to find what is there.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const string SeedsVariable = "POLYCLOUD_SIMULATION_SEEDS";

    public static TheoryData<string> Names() => [.. PlantedBug.All.Select(bug => bug.Name)];

    /// <summary>The seeds that a search found, so that this takes a second; docs/reliability.md has the table.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_bug_is_found_by_the_seed_of_the_table(string name)
    {
        var bug = PlantedBug.All.Single(known => known.Name == name);
        using var run = new SimulationRun(OptionsOf(bug, bug.Seed));
        var breach = run.Run().Breach;
        Assert.Equal(bug.Invariant, breach?.Invariant);
    }

    /// <summary>Searches from seed 1 as far as the environment says; without it nothing is searched.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_bug_is_found_by_search(string name)
    {
        if (Environment.GetEnvironmentVariable(SeedsVariable) is not { } most)
        {
            output.WriteLine($"{SeedsVariable} names no number of seeds: nothing was searched.");
            return;
        }

        var bug = PlantedBug.All.Single(known => known.Name == name);
        SimulationResult? found = null;
        new SeedSweep(new SeedRange(1, ulong.Parse(most, CultureInfo.InvariantCulture)), 1, seed => OptionsOf(bug, seed)).Run(result =>
        {
            found = result.Breach is null ? found : result;
            return found is null;
        });
        Assert.NotNull(found);
        output.WriteLine($"| `{name}` | {found.Seed} | `{found.Breach!.Invariant}` | {found.Breach.What} |");
    }

    private static SimulationOptions OptionsOf(PlantedBug bug, ulong seed) => new() { Seed = seed, Windows = 2, Parts = bug.Plant(), HasControlPlane = bug.IsLed };
}
