using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest.Sources;
using PolyCloud.Research.Importing;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Tests.Backtest;

public sealed class PlayableWindowsTests
{
    private const string Slug = "btc-updown-5m-1776241200";

    [Fact]
    public void A_window_with_books_oracle_and_winner_is_played() => Assert.Equal("", WhyNot(Tape(Outcome.Up, bid: 50, oracle: true)));

    [Fact]
    public void Without_an_oracle_a_window_is_played_only_where_the_oracle_is_waived()
    {
        Assert.Contains("settlement oracle", WhyNot(Tape(Outcome.Up, bid: 50, oracle: false)), StringComparison.Ordinal);
        Assert.Equal("", WhyNot(Tape(Outcome.Up, bid: 50, oracle: false), needsOracle: false));
    }

    [Fact]
    public void Without_a_winner_a_window_is_left_out_unless_its_last_book_tells_it()
    {
        Assert.Contains("its winner is not known", WhyNot(Tape(null, bid: 60, oracle: true)), StringComparison.Ordinal);
        var played = Assert.Single(new PlayableWindows(new Fixed(Tape(null, bid: 98, oracle: true)), needsOracle: true).Windows());
        Assert.Equal((Outcome.Up, WinnerSource.Inferred), (played.Winner, played.WinnerSource));
    }

    [Fact]
    public void Without_books_a_window_is_left_out() => Assert.Contains("no book", WhyNot(Tape(Outcome.Up, bid: null, oracle: true)), StringComparison.Ordinal);

    [Fact]
    public void A_window_that_lost_many_records_is_left_out() =>
        Assert.Contains("11 of its records", WhyNot(Tape(Outcome.Up, bid: 50, oracle: true, skipped: 11)), StringComparison.Ordinal);

    [Fact]
    public void A_window_is_played_once_however_often_it_was_recorded()
    {
        var tape = Tape(Outcome.Up, bid: 50, oracle: true);
        var windows = new PlayableWindows(new Fixed(tape, tape), needsOracle: true);
        Assert.Single(windows.Windows());
        Assert.Contains("read already", Assert.Single(windows.Coverage.Skipped).Why, StringComparison.Ordinal);
        Assert.Single(windows.Windows());
    }

    private static string WhyNot(WindowTape tape, bool needsOracle = true)
    {
        var windows = new PlayableWindows(new Fixed(tape), needsOracle);
        var played = windows.Windows().Count();
        Assert.Equal(1, played + windows.Coverage.WindowsSkipped);
        return played == 1 ? "" : windows.Coverage.Skipped[0].Why;
    }

    private static WindowTape Tape(Outcome? winner, int? bid, bool oracle, int skipped = 0)
    {
        var spec = RecordedSpec.OfSlug(Slug)!;
        var tape = new BookTape(spec);
        for (var second = 1; second < 300; second += 4)
        {
            var at = spec.Opens + Duration.FromSeconds(second);
            if (bid is { } cents)
            {
                tape.Book(at, at, Outcome.Up, whole: true, [new TapeLevel(Side.Buy, Price.Cents(cents), Size.Shares(5)), new TapeLevel(Side.Sell, Price.Cents(cents + 1), Size.Shares(5))]);
            }

            if (oracle)
            {
                tape.Builder.Oracle(at, new OracleTick(OracleSource.Spot, new OraclePrice((Int128)70_000 * 1_000_000_000_000_000_000), at));
            }
        }

        for (var record = 0; record < skipped; record++)
        {
            tape.LeftOut();
        }

        return tape.Build(new TapeProvenance { Source = "made for the test" }, winner, WinnerSource.Inferred);
    }

    private sealed class Fixed(params WindowTape[] tapes) : IRecordedSource
    {
        public string Format => "fixed";

        public ImportCoverage Coverage { get; } = new();

        public IEnumerable<WindowTape> Windows() => tapes;
    }
}
