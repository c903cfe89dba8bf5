using PolyCloud.Engine.Values;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Replay;
using PolyCloud.Research.Tests.Replay;

namespace PolyCloud.Research.Tests.Backtest;

public sealed class LedgerPathsTests(JournaledRun run) : IClassFixture<JournaledRun>
{
    private static readonly Money Cent = new(10_000);

    [Fact]
    public void The_ledger_sums_to_the_cent_live_in_replay_and_on_paper_for_the_same_inputs()
    {
        var recorded = JournalTape.Of(run.Run);
        var live = new Money((long)(run.Summary.RealizedPnlUsd * Money.Scale));
        var replayed = JournalReplay.Run(run.Run).Totals.RealizedPnl;
        Assert.True(run.Summary.Fills > 0, "without a fill this shows nothing");
        Assert.True((live - recorded.Settled).Magnitude < Cent, $"live says {live}, its fills add up to {recorded.Settled}");
        Assert.True((replayed - recorded.Settled).Magnitude < Cent, $"replay says {replayed}, the fills add up to {recorded.Settled}");

        var paper = BacktestRunner.Run(recorded.Tape, new BacktestOptions { Engine = JournaledRun.Eager, Cores = 1 });
        Assert.Contains(paper.Assumed, static assumed => assumed.Totals.Fills > 0);
        Assert.All(paper.Assumed, assumed => Assert.True(
            (assumed.Totals.RealizedPnl - assumed.Settled!.Value).Magnitude < Cent,
            $"{assumed.Assumption}: the engine says {assumed.Totals.RealizedPnl}, the fills add up to {assumed.Settled}"));
    }
}
