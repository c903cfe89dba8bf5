using PolyCloud.Research.Simulate;
using PolyCloud.Research.Simulate.Chaos;

namespace PolyCloud.Simulation.Chaos;

public sealed class ChaosPlanTests
{
    [Fact]
    public void Leaving_a_mishap_out_changes_no_other()
    {
        var all = ChaosPlan.Draw(new SimulationOptions { Seed = 5 });
        var some = ChaosPlan.Draw(new SimulationOptions { Seed = 5, Kept = new HashSet<int> { 2, 4 } });
        Assert.Equal([all.Mishaps[2], all.Mishaps[4]], some.Mishaps);
    }

    [Fact]
    public void A_choice_of_faults_leaves_the_others_out()
    {
        var plan = ChaosPlan.Draw(new SimulationOptions { Seed = 5, Windows = 50, Faults = FaultChoice.Parse("worker-killed,late-deltas") });
        Assert.Equal(["late-deltas", "worker-killed"], plan.Mishaps.Select(mishap => mishap.Fault).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_fault_is_drawn_sooner_or_later()
    {
        var drawn = ChaosPlan.Draw(new SimulationOptions { Seed = 1, Windows = 200 }).Mishaps.Select(mishap => mishap.Fault).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(FaultNames.All.ToHashSet(StringComparer.Ordinal), drawn);
    }

    [Fact]
    public void Every_fault_is_aimed_at_what_comes_seldom()
    {
        var aimed = ChaosPlan.Draw(new SimulationOptions { Seed = 1, Windows = 500 }).Mishaps.Where(static mishap => mishap.Awaits is not null).ToList();
        Assert.Superset(FaultNames.All.Where(static fault => !Occasions.IsAtABoundary(fault)).ToHashSet(StringComparer.Ordinal), aimed.Select(static mishap => mishap.Fault).ToHashSet(StringComparer.Ordinal));
        Assert.Superset(new HashSet<string>(["Unknown", "NeverArrived", "PartlyFilled", "HedgeLock", "Done"], StringComparer.Ordinal), aimed.Select(static mishap => mishap.Awaits!).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void A_refused_credential_comes_with_a_worker_that_starts()
    {
        var plan = ChaosPlan.Draw(new SimulationOptions { Seed = 3, Windows = 200 });
        var refused = plan.Mishaps.Where(static mishap => mishap.Fault == "credential-refused").ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, mishap => Assert.Contains(plan.Mishaps, start => start.Fault is FaultNames.WorkerKilled or FaultNames.SecondWorker && start.At >= mishap.At && start.Ends <= mishap.Ends));
    }

    [Fact]
    public void Nothing_goes_wrong_once_it_is_calm()
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            var plan = ChaosPlan.Draw(new SimulationOptions { Seed = seed });
            Assert.All(plan.Mishaps, mishap => Assert.True(mishap.At < plan.CalmFrom && (mishap.Ends <= plan.CalmFrom || mishap.Awaits is not null)));
        }
    }

    [Fact]
    public void An_unknown_fault_is_named_with_all_there_are()
    {
        var problem = Assert.Throws<FormatException>(() => FaultChoice.Parse("late-deltas,nonsense"));
        Assert.Contains("nonsense", problem.Message, StringComparison.Ordinal);
        Assert.Contains("worker-frozen", problem.Message, StringComparison.Ordinal);
    }
}
