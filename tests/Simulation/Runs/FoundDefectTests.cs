using PolyCloud.Research.Simulate;
using PolyCloud.Research.Simulate.Chaos;

namespace PolyCloud.Simulation.Runs;

/// <summary>Seeds that once broke an invariant.</summary>
public sealed class FoundDefectTests
{
    /// <summary>The relayer stood still when a mined merge would have been confirmed, and never confirmed it.</summary>
    [Fact]
    public void A_merge_that_was_mined_while_the_relayer_stood_still_is_confirmed() => Holds(31, 5, [24, 22]);

    /// <summary>A second worker took over while a merge of the first one was under way.</summary>
    [Fact]
    public void A_worker_that_takes_over_goes_on_with_its_predecessors_merge() => Holds(21, 2, null);

    /// <summary>The later of two workers looked for the earlier one's credential before that one had made it, and fenced nothing.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Of_two_workers_that_start_in_the_same_instant_only_the_later_one_trades(ulong seed) => Holds(seed, 5, null);

    /// <summary>A marketable order was held for matching while a successor took over, proved that nothing is open, and began to trade.</summary>
    [Fact]
    public void What_a_predecessor_sent_last_is_matched_before_its_successor_trades() => Holds(1300, 5, [3, 5, 30, 31, 32, 35]);

    /// <summary>An entry that was refused for its version was signed again in the moment in which the user stream was found dead.</summary>
    [Fact]
    public void An_entry_is_not_signed_again_behind_a_gap_that_opened_meanwhile() => Holds(41, 5, [.. Enumerable.Range(0, 100)]);

    private static void Holds(ulong seed, int windows, IReadOnlyList<int>? kept)
    {
        // They were found among the mishaps that are drawn first; those that are aimed came later.
        var options = new SimulationOptions { Seed = seed, Windows = windows };
        kept ??= [.. Enumerable.Range(0, ChaosPlan.Draw(options).FirstDrawn)];
        using var run = new SimulationRun(options with { Kept = kept.ToHashSet() });
        var breach = run.Run().Breach;
        Assert.True(breach is null, $"{breach?.Invariant}: {breach?.What}");
    }
}
