using System.Globalization;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing;

namespace PolyCloud.Research.Tests.Importing;

public sealed class FullBooksTests
{
    private const long Opens = 1_776_241_200;

    private const string Header = """{"slug":"btc-updown-5m-1776241200","market":"0xab","tokens":["111"]}""";

    [Fact]
    public void A_down_book_becomes_the_up_book_by_mirroring()
    {
        using var scratch = new Scratch();
        Down(scratch);
        scratch.Write("books_a.jsonl.gz", Header, Whole(1, bid: "0.40", ask: "0.45"), Whole(290, bid: "0.40", ask: "0.45"));
        var tape = Assert.Single(RecordingFormats.Open(scratch.Folder).Windows());

        var levels = tape.LevelsOf(tape.Events[0]);
        Assert.Equal(new TapeLevel(Side.Buy, Price.Cents(55), Size.Shares(7)), levels[0]);
        Assert.Equal(new TapeLevel(Side.Sell, Price.Cents(60), Size.Shares(5)), levels[1]);
    }

    [Fact]
    public void The_table_beside_it_tells_sides_and_winners()
    {
        using var scratch = new Scratch();
        scratch.Write("books_a.jsonl", Header, Whole(1, "0.40", "0.45"), Whole(290, "0.40", "0.45"));
        scratch.Write("windows.csv", "slug,asset_id,side,winner_inferred", "btc-updown-5m-1776241200,111,Up,Up");
        var source = RecordingFormats.Open(scratch.Folder);
        var tape = Assert.Single(source.Windows());

        Assert.Equal("111", tape.Spec.UpTokenId);
        Assert.Equal((Outcome.Up, WinnerSource.Inferred), (tape.Winner, tape.WinnerSource));
        Assert.True(tape.ResolvedAt > tape.Spec.Closes);
        Assert.Equal(0, source.Coverage.WithoutWinner);
    }

    [Fact]
    public void An_incomplete_window_is_skipped_by_name()
    {
        using var scratch = new Scratch();
        Down(scratch);
        scratch.Write("books_a.jsonl", Header, Whole(60, "0.40", "0.45"), Whole(290, "0.40", "0.45"));
        var source = RecordingFormats.Open(scratch.Folder);

        Assert.Empty(source.Windows());
        var skipped = Assert.Single(source.Coverage.Skipped);
        Assert.Equal("btc-updown-5m-1776241200", skipped.Name);
        Assert.Contains("60.5 s after the open", skipped.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void After_an_unreadable_change_the_book_counts_as_lost_until_the_next_whole_one()
    {
        using var scratch = new Scratch();
        var bad = """{"t":1776241202,"e":1776241202000,"k":0,"d":[["B","nonsense","5"]]}""";
        var change = """{"t":1776241203,"e":1776241203000,"k":0,"d":[["B","0.41","5"]]}""";
        Down(scratch);
        scratch.Write("books_a.jsonl", Header, Whole(1, "0.40", "0.45"), bad, change, Whole(290, "0.40", "0.45"));
        var source = RecordingFormats.Open(scratch.Folder);
        var tape = Assert.Single(source.Windows());

        Assert.Equal([TapeEventKind.Snapshot, TapeEventKind.BookLost, TapeEventKind.Snapshot], tape.Events.ToArray().Select(each => each.Kind));
        Assert.Equal(2, tape.Provenance.RecordsSkipped);
        var damage = Assert.Single(source.Coverage.Damage);
        Assert.Contains("books_a.jsonl, line 3, field 'd[0][1]'", damage.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_does_not_begin_a_window_names_file_line_and_field()
    {
        using var scratch = new Scratch();
        var file = scratch.Write("books_a.jsonl", Header, "{\"slug\":5,\"tokens\":[]}");
        var source = RecordingFormats.Open(file);

        Assert.Empty(source.Windows());
        Assert.Contains(file + ", line 2, field 'market'", source.Coverage.Skipped[1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_word_on_which_outcome_its_token_is_a_window_is_left_out()
    {
        using var scratch = new Scratch();
        scratch.Write("books_a.jsonl", Header, Whole(1, "0.40", "0.45"), Whole(290, "0.40", "0.45"));
        var source = RecordingFormats.Open(scratch.Folder);

        Assert.Empty(source.Windows());
        Assert.Contains("field 'tokens[0]'", Assert.Single(source.Coverage.Skipped).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_best_level_lost_since_the_last_book_was_a_trade()
    {
        using var scratch = new Scratch();
        var change = """{"t":1776241202,"e":1776241201900,"k":0,"d":[["S","0.45","4"]]}""";
        Down(scratch);
        scratch.Write("books_a.jsonl", Header, Whole(1, "0.40", "0.45"), change, Whole(290, "0.40", "0.45"));
        var trade = Assert.Single(Assert.Single(RecordingFormats.Open(scratch.Folder).Windows()).Events.ToArray(), each => each.Kind == TapeEventKind.Trade);

        Assert.Equal((Outcome.Down, Side.Buy, Price.Cents(45), Size.Shares(3)), (trade.Outcome, trade.Side, trade.Price, trade.Size));
    }

    [Fact]
    public void A_file_cut_off_inside_its_compression_is_not_used_at_all()
    {
        using var scratch = new Scratch();
        var lines = Enumerable.Range(0, 2_000).Select(second => Whole(second / 10, "0." + (10 + (second * 7 % 40)).ToString(CultureInfo.InvariantCulture), "0.99")).ToArray();
        var path = scratch.Write("books_a.jsonl.gz", [Header, .. lines]);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^200]);

        var source = RecordingFormats.Open(path);
        Assert.Empty(source.Windows());
        Assert.EndsWith("/books_a.jsonl.gz", Assert.Single(source.Coverage.Unused).Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_774_828_500, true)]
    [InlineData(1_774_828_800, false)]
    public void A_window_keeps_the_fee_curve_of_its_day(long opens, bool isOld)
    {
        var spec = Research.Importing.Tapes.RecordedSpec.OfSlug($"btc-updown-5m-{opens}");
        Assert.Equal(isOld ? FeeSchedule.CryptoBeforeApril2026 : FeeSchedule.Crypto, spec!.Fees);
    }

    private static void Down(Scratch scratch) => scratch.Write("windows.csv", "slug,asset_id,side,winner_inferred", "btc-updown-5m-1776241200,111,Down,Up");

    private static string Whole(int second, string bid, string ask) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"t":{{Opens + second}}.5,"e":{{(Opens + second) * 1000}},"k":0,"b":[["{{bid}}","5"]],"a":[["{{ask}}","7"]]}""");
}
