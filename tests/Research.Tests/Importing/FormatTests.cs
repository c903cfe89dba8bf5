using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing;

namespace PolyCloud.Research.Tests.Importing;

public sealed class FormatTests
{
    private const string QuoteNames = "slug,timestamp,time_remaining,up_best_bid,up_best_ask,up_bid_depth,up_ask_depth,btc_price";

    [Fact]
    public void Sampled_quotes_become_books_with_the_underlying_and_only_winners_the_candle_bears_out()
    {
        using var scratch = new Scratch();
        scratch.Write(
            "quotes.csv.gz", QuoteNames,
            "btc-updown-5m-1772025300,1772025301.5,298,0.50,0.52,100.5,200,66092.75",
            "btc-updown-5m-1772025600,1772025601.5,298,,0.02,,200,66092.75");
        scratch.Write(
            "candles.csv", "slug,btc_open,btc_close,winner",
            "btc-updown-5m-1772025300,66092.75,66094.55,up",
            "btc-updown-5m-1772025600,66092.75,66094.55,down");
        var source = RecordingFormats.Open(scratch.Folder);
        var tapes = source.Windows().ToList();

        Assert.Equal([Outcome.Up, null], tapes.Select(tape => tape.Winner));
        Assert.Equal(1, source.Coverage.WithoutWinner);
        Assert.Equal([TapeEventKind.Snapshot, TapeEventKind.Oracle], tapes[0].Events.ToArray().Select(each => each.Kind));
        Assert.Equal(new TapeLevel(Side.Buy, Price.Cents(50), new Size(100_500_000)), tapes[0].LevelsOf(tapes[0].Events[0])[0]);
        Assert.Equal(1, tapes[1].LevelsOf(tapes[1].Events[0]).Length);
        Assert.Equal(FeeSchedule.CryptoBeforeApril2026, tapes[0].Spec.Fees);
    }

    [Fact]
    public void A_crossed_sample_is_left_out_and_its_place_named()
    {
        using var scratch = new Scratch();
        scratch.Write("quotes.csv", QuoteNames, "btc-updown-5m-1772025300,1772025301.5,298,0.55,0.52,100,200,66092.75");
        var source = RecordingFormats.Open(scratch.Folder);

        Assert.Empty(source.Windows());
        Assert.Equal("btc-updown-5m-1772025300", Assert.Single(source.Coverage.Skipped).Name);
        Assert.Contains("quotes.csv, line 2, field 'up_best_bid'", Assert.Single(source.Coverage.Damage).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_before_the_close_are_placed_by_their_distance_to_it()
    {
        using var scratch = new Scratch();
        scratch.Write(
            "ladder.jsonl",
            """{"window_ts":1785106200,"slug":"btc-updown-5m-1785106200","samples":[{"t":-118.3,"spot":65423.47,"up":{"ask":0.13,"bid":0.12,"ask_depth":42985.74,"bid_depth":23353.95}}],"winner":"DOWN"}""");
        var tape = Assert.Single(RecordingFormats.Open(scratch.Folder).Windows());

        Assert.Equal(tape.Spec.Closes - Duration.FromMilliseconds(118_300), tape.Events[0].At);
        Assert.Equal(Outcome.Down, tape.Winner);
    }

    [Fact]
    public void Captured_frames_are_read_as_the_live_system_reads_them()
    {
        using var scratch = new Scratch();
        var (up, down) = (new string('4', 70), new string('8', 70));
        var condition = "0x" + new string('a', 64);
        scratch.Write(
            "markets.json",
            "{",
            $$""" "current":{"slug":"btc-updown-5m-1776808200","conditionId":"{{condition}}","upTokenId":"{{up}}","downTokenId":"{{down}}"},""",
            $$""" "next":{"slug":"btc-updown-5m-1776808500","conditionId":"0x{{new string('b', 64)}}","upTokenId":"{{new string('5', 70)}}","downTokenId":"{{new string('6', 70)}}"}""",
            "}");
        scratch.Write(
            "market-ws.jsonl",
            $$$"""{"capturedAt":1776808414,"payload":{"market":"{{{condition}}}","asset_id":"{{{up}}}","timestamp":"1776808414100","hash":"","bids":[{"price":"0.50","size":"10"}],"asks":[{"price":"0.52","size":"20"}],"event_type":"book"}}""",
            $$$"""{"capturedAt":1776808414,"payload":{"market":"{{{condition}}}","price_changes":[{"asset_id":"{{{up}}}","price":"0.51","size":"3","side":"BUY","hash":"","best_bid":"0.51","best_ask":"0.52"}],"timestamp":"1776808414200","event_type":"price_change"}}""");
        var source = RecordingFormats.Open(scratch.Folder);
        var tape = Assert.Single(source.Windows());

        Assert.Equal([TapeEventKind.Snapshot, TapeEventKind.Levels], tape.Events.ToArray().Select(each => each.Kind));
        Assert.Equal(Timestamp.FromMilliseconds(1_776_808_414_200), tape.Events[1].At);
        Assert.Equal("btc-updown-5m-1776808500", Assert.Single(source.Coverage.Skipped).Name);
    }

    [Fact]
    public void Session_messages_bring_books_and_the_oracle_of_their_asset()
    {
        using var scratch = new Scratch();
        var (up, down) = (new string('4', 70), new string('8', 70));
        var condition = "0x" + new string('a', 64);
        scratch.Write(
            "s1__markets.jsonl",
            $$"""{"slug":"btc-updown-15m-1777470300","condition_id":"{{condition}}","outcomes":[{"token_id":"{{up}}","outcome":"Up"},{"token_id":"{{down}}","outcome":"Down"}]}""");
        var book = $$"""{\"market\":\"{{condition}}\",\"asset_id\":\"{{up}}\",\"timestamp\":\"1777470301000\",\"hash\":\"\",\"bids\":[{\"price\":\"0.50\",\"size\":\"10\"}],\"asks\":[]}""";
        var price = """{\"payload\":{\"full_accuracy_value\":\"76152313000000000000000\",\"symbol\":\"btc/usd\",\"timestamp\":1777470301000},\"topic\":\"crypto_prices_chainlink\",\"type\":\"update\"}""";
        scratch.Write(
            "s1__raw_messages.jsonl",
            $$"""{"run_id":"s1","source":"polymarket_clob","recv_wall_ts":1777470301200,"payload":"{{book}}"}""",
            $$"""{"run_id":"s1","source":"polymarket_rtds_chainlink","recv_wall_ts":1777470302200,"payload":"{{price}}"}""");
        var tape = Assert.Single(RecordingFormats.Open(scratch.Folder).Windows());

        Assert.Equal([TapeEventKind.Snapshot, TapeEventKind.Oracle], tape.Events.ToArray().Select(each => each.Kind));
        Assert.Equal("76152.313", tape.Events[1].Underlying.ToString());
        Assert.Equal(WindowInterval.FifteenMinutes, tape.Spec.Interval);
    }

    [Fact]
    public void Files_of_one_window_are_merged_by_their_moments()
    {
        using var scratch = new Scratch();
        scratch.Write("data_15m_sol_orderbooks_1765450800up.jsonl", """{"bids":[{"price":"0.01","size":"7"}],"asks":[{"price":"0.60","size":"8"}],"local_timestamp":"1765450801000","timestamp":"1765450800900","asset_price":130.8}""");
        scratch.Write("data_15m_sol_trades_1765450800down.jsonl", """{"price":"0.46","size":"5","side":"buy","local_timestamp":"1765450800500","timestamp":"1765450800400","asset_price":130.8}""");
        scratch.Write("data_15m_btc_trades_1765450800up.jsonl", """{"price":"0.46","size":"5","side":"buy","local_timestamp":"1765450800500","timestamp":"1765450800400","asset_price":90300}""");
        var source = RecordingFormats.Open(scratch.Folder);
        var tape = Assert.Single(source.Windows());

        Assert.Equal([TapeEventKind.Trade, TapeEventKind.Snapshot, TapeEventKind.Oracle], tape.Events.ToArray().Select(each => each.Kind));
        Assert.Equal(Outcome.Down, tape.Events[0].Outcome);
        Assert.Equal("btc-updown-15m-1765450800", Assert.Single(source.Coverage.Skipped).Name);
    }

    [Fact]
    public void A_copied_file_does_not_tell_its_trades_twice()
    {
        using var scratch = new Scratch();
        scratch.Write("data_15m_sol_orderbooks_1765450800up.jsonl", """{"bids":[{"price":"0.01","size":"7"}],"asks":[{"price":"0.60","size":"8"}],"local_timestamp":"1765450801000","timestamp":"1765450800900","asset_price":130.8}""");
        var trade = """{"price":"0.46","size":"5","side":"buy","local_timestamp":"1765450800500","timestamp":"1765450800400","asset_price":130.8}""";
        scratch.Write("data_15m_sol_trades_1765450800down.jsonl", trade);
        scratch.Write("data_15m_sol_trades_1765450800down (copy).jsonl", trade);
        var source = RecordingFormats.Open(scratch.Folder);
        var tape = Assert.Single(source.Windows());

        Assert.Equal(1, tape.Events.ToArray().Count(each => each.Kind == TapeEventKind.Trade));
        Assert.Contains("another file tells the same", Assert.Single(source.Coverage.Unused).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Recordings_of_several_formats_and_folders_are_all_read()
    {
        using var scratch = new Scratch();
        scratch.Write("quotes.csv", QuoteNames, "btc-updown-5m-1772025300,1772025301.5,298,0.50,0.52,100.5,200,66092.75");
        scratch.Write("below/ladder.jsonl", """{"window_ts":1785106200,"slug":"btc-updown-5m-1785106200","samples":[{"t":-118.3,"spot":65423.47,"up":{"ask":0.13,"bid":0.12,"ask_depth":42985.74,"bid_depth":23353.95}}],"winner":"DOWN"}""");
        Assert.Equal(["btc-updown-5m-1772025300", "btc-updown-5m-1785106200"], RecordingFormats.Open(scratch.Folder).Windows().Select(tape => tape.Spec.Slug));
    }

    [Fact]
    public void Oracle_prices_bring_strike_and_official_winner()
    {
        using var scratch = new Scratch();
        scratch.Write(
            "markets.jsonl",
            """{"slug":"btc-updown-5m-1780876800","condition_id":"0xc","token_ids":["1","2"],"strike_value":"63304200301195075000000","outcome_prices":["0","1"]}""");
        scratch.Write("prices.csv", "feed_ts_ms,value,full_accuracy_value,server_ts_ms,recv_ms", "1780876811000,63304.2,63304200301195075000000,1780876811900,1780876812100");
        var tape = Assert.Single(RecordingFormats.Open(scratch.Folder).Windows());

        Assert.Equal([TapeEventKind.PriceToBeat, TapeEventKind.Oracle], tape.Events.ToArray().Select(each => each.Kind));
        Assert.Equal((Outcome.Down, WinnerSource.Official), (tape.Winner, tape.WinnerSource));
    }

    [Fact]
    public void What_is_no_recording_is_named_with_what_was_found_in_it()
    {
        using var scratch = new Scratch();
        scratch.Write("bars.csv", "open_time_s,open,high,low,close", "1,2,3,4,5");
        scratch.Write("README.md", "about the data");
        var source = RecordingFormats.Open(scratch.Folder);
        Assert.Empty(source.Windows());
        var unused = Assert.Single(source.Coverage.Unused);
        Assert.EndsWith("/bars.csv", unused.Name, StringComparison.Ordinal);
        Assert.Contains("open_time_s, open, high", unused.Why, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => RecordingFormats.Open(Path.Combine(scratch.Folder, "absent")));
    }

    [Fact]
    public void A_row_of_another_length_is_left_out_and_its_file_and_line_named()
    {
        using var scratch = new Scratch();
        var file = scratch.Write("quotes.csv", QuoteNames, "btc-updown-5m-1772025300,1");
        var source = RecordingFormats.Open(file);
        Assert.Empty(source.Windows());
        Assert.Contains(file + ", line 2, field 'line'", Assert.Single(source.Coverage.Damage).Why, StringComparison.Ordinal);
    }
}
