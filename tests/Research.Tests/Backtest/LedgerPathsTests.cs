using PolyCloud.ContainerWorker.Paper;
using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Replay;
using PolyCloud.Research.Tests.InProcess;
using PolyCloud.Research.Tests.Paper;
using PolyCloud.Research.Tests.Replay;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Research.Tests.Backtest;

public sealed class LedgerPathsTests(JournaledRun run) : IClassFixture<JournaledRun>
{
    private static readonly Money Cent = new(10_000);

    /// <summary>
    /// The inputs of a run against the simulated exchange, its fills among them, booked by everybody who books: the live engine, the engine
    /// in replay, the paper account, plain addition, and the exchange itself by what it paid.
    /// </summary>
    [Fact]
    public void The_same_recorded_inputs_sum_to_the_same_cent_live_in_replay_on_paper_and_at_the_exchange()
    {
        using var journal = new ScratchJournal();
        using var world = new NodeWorld();
        Money live, exchange;
        using (var writer = journal.Open(Eager))
        {
            var node = world.Node(static options => options with { Engine = Eager }, new StepJournal(writer));
            var before = world.Venue.Exchange.Collateral(world.Account);
            world.RunToEnd(node);
            live = node.Driver.Engine.Totals.RealizedPnl;
            exchange = world.Venue.Exchange.Collateral(world.Account) - before;
        }

        AssertAllBookTheSame(journal.Run, live);
        Assert.True((live - exchange).Magnitude < Cent, $"live says {live}, the exchange paid {exchange}");
    }

    /// <summary>The same for the inputs of a paper run: its fills are other ones, and again all must book them alike.</summary>
    [Fact]
    public void The_recorded_inputs_of_a_paper_run_sum_to_the_same_cent_on_paper_in_replay_and_by_plain_addition()
    {
        using var journal = new ScratchJournal();
        Money live, cash;
        using (var writer = journal.Open(PaperWorld.Eager))
        {
            using var world = new PaperWorld(journal: new StepJournal(writer));
            world.RunToEnd();
            live = world.Node.Node.Driver.Engine.Totals.RealizedPnl;
            cash = world.Node.Wallet.Cash - new PaperDeskOptions().Funds;
        }

        AssertAllBookTheSame(journal.Run, live);
        Assert.Equal(live, cash);
    }

    [Fact]
    public void A_backtest_on_the_same_market_sums_its_own_fills_to_the_cent_as_live_and_replay_do_theirs()
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

    private static EngineOptions Eager => PaperWorld.Eager;

    private static void AssertAllBookTheSame(JournalRun run, Money live)
    {
        var booked = JournalLedger.Of(run);
        var replayed = JournalReplay.Run(run);
        Assert.True(booked.Fills > 0, "without a fill this shows nothing");
        Assert.True(replayed.IsEqual);
        Assert.Equal(live, replayed.Totals.RealizedPnl);
        Assert.True((live - booked.Plain).Magnitude < Cent, $"the engine says {live}, its fills add up to {booked.Plain}");
        Assert.True((live - booked.Paper).Magnitude < Cent, $"the engine says {live}, the paper account {booked.Paper}");
    }
}
