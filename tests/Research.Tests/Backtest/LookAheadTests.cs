using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Backtest.Sources;
using PolyCloud.Research.Tests.Replay;

namespace PolyCloud.Research.Tests.Backtest;

public sealed class LookAheadTests
{
    private static readonly WindowTape Tape = new GeneratedWindows(7, 1).Windows().First();

    private static readonly BacktestOptions Options = new() { Engine = JournaledRun.Eager, Cores = 1 };

    /// <summary>The future is another one: the book is swept away and the other side wins.</summary>
    [Theory]
    [InlineData(60)]
    [InlineData(150)]
    [InlineData(30)]
    public void Another_future_changes_nothing_that_happened_before_it(int seconds)
    {
        var turn = Tape.Spec.Opens + Duration.FromSeconds(seconds);
        var told = BacktestRunner.Run(Tape, Options);
        var other = BacktestRunner.Run(Another(turn), Options);
        foreach (var (one, two) in told.Assumed.Zip(other.Assumed))
        {
            Assert.NotEqual(one.Hash, two.Hash);
            Assert.Equal(one.Inventory.Where(step => step.At < turn), two.Inventory.Where(step => step.At < turn));
        }
    }

    [Fact]
    public void An_event_is_handed_out_at_its_arrival_and_not_a_microsecond_before()
    {
        var cursor = new TapeCursor(Tape, atVenue: false);
        for (var due = cursor.NextDue; !due.IsNever; due = cursor.NextDue)
        {
            Assert.False(cursor.TryTake(due - new Duration(1), out _));
            Assert.True(cursor.TryTake(due, out var told));
            Assert.True(told.At <= due && told.VenueTime <= told.At);
        }
    }

    [Fact]
    public void A_winner_that_is_told_before_the_end_is_refused() => Assert.Throws<ArgumentException>(() => new TapeBuilder(Tape.Spec, takerDelay: true)
        .Build(Tape.Provenance, Outcome.Up, WinnerSource.Official, Tape.Spec.Closes - new Duration(1)));

    private static WindowTape Another(Timestamp turn)
    {
        var builder = new TapeBuilder(Tape.Spec, Tape.TakerDelay);
        foreach (ref readonly var told in Tape.Events)
        {
            // What happened at the venue before the turn but arrives after it may differ too: the venue fills orders by it.
            if (told.At >= turn || told.VenueTime >= turn)
            {
                break;
            }

            Copy(builder, told);
        }

        builder.Snapshot(turn, turn, [new TapeLevel(Side.Buy, Price.Cents(2), Size.Shares(500)), new TapeLevel(Side.Sell, Price.Cents(3), Size.Shares(500))]);
        return builder.Build(Tape.Provenance, Tape.Winner!.Value.Opposite(), WinnerSource.Official, Tape.ResolvedAt);
    }

    private static void Copy(TapeBuilder builder, in TapeEvent told)
    {
        switch (told.Kind)
        {
            case TapeEventKind.Snapshot:
                builder.Snapshot(told.At, told.VenueTime, Tape.LevelsOf(told));
                break;
            case TapeEventKind.Levels:
                builder.Levels(told.At, told.VenueTime, Tape.LevelsOf(told));
                break;
            case TapeEventKind.Trade:
                builder.Trade(told.At, new TradePrint(told.Outcome, told.Side, told.Price, told.Size, told.VenueTime));
                break;
            case TapeEventKind.Oracle:
                builder.Oracle(told.At, new OracleTick(told.Source, told.Underlying, told.VenueTime));
                break;
            case TapeEventKind.FastPrice:
                builder.FastPrice(new FastPriceTick(told.Exchange, told.Underlying, told.UnderlyingAsk, told.VenueTime, told.At));
                break;
            default:
                builder.PriceToBeat(told.At, told.Underlying);
                break;
        }
    }
}
