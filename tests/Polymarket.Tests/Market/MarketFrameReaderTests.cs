using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Tests.Market;

public sealed class MarketFrameReaderTests
{
    private const string Condition = "0x125149c5918fc5f8c6d34682f700a898a1a19ea4f4e2ae68ff4c5794ba657074";
    private const string Up = "45936375922793925919605092352922707796689801895417366600539442410775071099958";
    private const string Down = "86520121088881862182423437128238697252500151785248183602134095101149900014256";
    private const string HashText = "425af2848c4f6462b5d2954448419abc0abac9ac";

    private static readonly Timestamp Now = Timestamp.FromSeconds(1776808414);

    private readonly MarketEventLog _log = new();
    private readonly FrameFaults _faults = new();
    private readonly MarketFrameReader _reader;

    public MarketFrameReaderTests() => _reader = new MarketFrameReader(CapturedMarkets.Directory(), _log, _faults);

    private static string PriceChange(string entries, string condition = Condition) =>
        "{\"market\":\"" + condition + "\",\"price_changes\":[" + entries + "],\"timestamp\":\"1776808414710\",\"event_type\":\"price_change\"}";

    private static string Entry(string token, string price = "0.86", string size = "362.17", string side = "BUY") =>
        "{\"asset_id\":\"" + token + "\",\"price\":\"" + price + "\",\"size\":\"" + size + "\",\"side\":\"" + side + "\",\"hash\":\"" + HashText + "\",\"best_bid\":\"0.86\",\"best_ask\":\"0.87\"}";

    private MarketFrameKind Read(string frame) => _reader.Read(Now, Encoding.UTF8.GetBytes(frame));

    [Fact]
    public void A_price_change_is_told_as_one_set_of_deltas_of_both_tokens()
    {
        Assert.Equal(MarketFrameKind.Data, Read(PriceChange(Entry(Up) + "," + Entry(Down, "0.14", "362.17", "SELL"))));
        Assert.Equal([$"deltas m0 1776808414710 Up Buy 362.17@0.86 {HashText} Down Sell 362.17@0.14 {HashText}"], _log.Lines);
        Assert.Equal(0, _reader.UnusualFrames);
    }

    [Fact]
    public void Fields_in_another_order_and_numbers_without_quotes_are_read_too()
    {
        var frame = "{ \"event_type\": \"price_change\",\n \"timestamp\": 1776808414710, \"price_changes\": [ { \"side\":\"SELL\", \"extra\": {\"a\":[1]}, \"size\":7, \"price\":0.9, \"asset_id\":\"" + Down + "\" } ] }";
        Assert.Equal(MarketFrameKind.Data, Read(frame));
        Assert.Equal(["deltas m0 1776808414710 Down Sell 7@0.9 0000000000000000000000000000000000000000"], _log.Lines);
        Assert.Equal(1, _reader.UnusualFrames);
    }

    private static string OldList(string changes, string token = Down) =>
        "{\"changes\":" + changes + ",\"asset_id\":\"" + token + "\",\"event_type\":\"price_change\",\"hash\":\"" + HashText + "\",\"market\":\"" + Condition + "\",\"timestamp\":\"1776808414710\"}";

    [Fact]
    public void Changes_of_the_older_dialect_are_told_for_the_events_token_wherever_it_stands()
    {
        Read(OldList("[{\"price\":\"0.4\",\"side\":\"SELL\",\"size\":\"33\"},{\"price\":\"0.3\",\"side\":\"BUY\",\"size\":\"0\"}]"));
        Assert.Equal([$"deltas m0 1776808414710 Down Sell 33@0.4 {default(Hash160)} Down Buy 0@0.3 {default(Hash160)}"], _log.Lines);
        Assert.Equal(0, _faults.Total);
    }

    [Theory]
    [InlineData("[]", Down, FrameFault.WrongShape)]
    [InlineData("[7]", Down, FrameFault.WrongShape)]
    [InlineData("[{\"price\":\"0.4\",\"size\":\"33\"}]", Down, FrameFault.WrongShape)]
    [InlineData("[{\"price\":\"0.4\",\"side\":\"SELL\",\"size\":\"33\"}]", "123456789", FrameFault.UnknownToken)]
    public void A_damaged_or_foreign_list_of_the_older_dialect_is_counted_and_told_to_nobody(string changes, string token, FrameFault fault)
    {
        Assert.Equal(MarketFrameKind.Nothing, Read(OldList(changes, token)));
        Assert.Equal((1L, 1L), (_faults.Total, _faults.Count(fault)));
    }

    [Fact]
    public void A_frame_with_both_lists_is_read_by_todays()
    {
        var both = PriceChange(Entry(Up)).Replace("{\"market\"", "{\"changes\":[{\"price\":\"0.1\",\"side\":\"BUY\",\"size\":\"1\"}],\"asset_id\":\"" + Down + "\",\"market\"", StringComparison.Ordinal);
        Read(both);
        Assert.Equal([$"deltas m0 1776808414710 Up Buy 362.17@0.86 {HashText}"], _log.Lines);
    }

    [Fact]
    public void A_book_on_subscribing_carries_its_tick_and_last_price()
    {
        Read("[{\"market\":\"" + Condition + "\",\"asset_id\":\"" + Up + "\",\"timestamp\":\"1776808411018\",\"hash\":\"" + HashText
            + "\",\"bids\":[{\"price\":\"0.01\",\"size\":\"12902.69\"},{\"price\":\"0.13\",\"size\":\"258.35\"}],\"asks\":[],\"tick_size\":\"0.01\",\"event_type\":\"book\",\"last_trade_price\":\"0.130\"}]");
        Assert.Equal([$"book m0 Up 1776808411018 bids 2 12902.69@0.01 258.35@0.13 asks 0 {HashText} 0.01 0.13"], _log.Lines);
        Assert.Equal(0, _reader.UnusualFrames);
    }

    [Fact]
    public void Trades_tick_changes_and_resolutions_are_told()
    {
        Read("{\"market\":\"" + Condition + "\",\"asset_id\":\"" + Up + "\",\"price\":\"0.87\",\"size\":\"13.7931\",\"fee_rate_bps\":\"1000\",\"side\":\"BUY\",\"timestamp\":\"1776808414725\",\"event_type\":\"last_trade_price\",\"transaction_hash\":\"0x68\"}");
        Read("{\"event_type\":\"tick_size_change\",\"market\":\"" + Condition + "\",\"asset_id\":\"" + Up + "\",\"old_tick_size\":\"0.01\",\"new_tick_size\":\"0.001\",\"timestamp\":\"1776808414725\"}");
        Read("{\"event_type\":\"market_resolved\",\"id\":\"1\",\"market\":\"" + Condition + "\",\"assets_ids\":[\"" + Up + "\",\"" + Down + "\"],\"winning_asset_id\":\"" + Down + "\",\"winning_outcome\":\"Down\",\"timestamp\":\"1776808514725\",\"tags\":[]}");
        Assert.Equal(["trade m0 Up Buy 13.7931@0.87 1776808414725", "tick m0 0.001", "resolved m0 Down"], _log.Lines);
    }

    [Fact]
    public void Bare_words_are_no_data()
    {
        Assert.Equal(MarketFrameKind.Pong, Read("PONG"));
        Assert.Equal(MarketFrameKind.NoNewAssets, Read("NO NEW ASSETS"));
        Assert.Equal(MarketFrameKind.Nothing, Read("[]"));
        Assert.Equal(0, _faults.Total);
    }

    [Fact]
    public void Known_events_that_nobody_needs_are_no_data_and_no_fault()
    {
        Assert.Equal(MarketFrameKind.Nothing, Read("{\"event_type\":\"new_market\",\"market\":\"0x1\",\"assets_ids\":[\"1\"],\"fee_schedule\":{\"rate\":0.07}}"));
        Assert.Equal(1, _reader.IgnoredEvents);
        Assert.Equal(0, _faults.Total);
    }

    [Theory]
    [InlineData("0.86", "-1", "BUY")]
    [InlineData("1.01", "5", "BUY")]
    [InlineData("0.12345", "5", "BUY")]
    [InlineData("", "5", "BUY")]
    [InlineData("0.86", "5", "buy")]
    [InlineData("8e-1", "5", "BUY")]
    [InlineData("0.86", "99999999999999999999999", "BUY")]
    public void An_entry_out_of_range_skips_its_whole_event(string price, string size, string side)
    {
        Assert.Equal(MarketFrameKind.Nothing, Read(PriceChange(Entry(Up) + "," + Entry(Down, price, size, side))));
        Assert.Equal(["skipped WrongShape"], _log.Lines);
    }

    [Fact]
    public void A_frame_about_two_markets_or_with_a_foreign_condition_is_skipped()
    {
        Read(PriceChange(Entry(Up) + "," + Entry(CapturedMarkets.NextSpec.UpTokenId)));
        Read(PriceChange(Entry(Up), CapturedMarkets.NextSpec.ConditionId));
        Assert.Equal(2, _faults.Count(FrameFault.WrongShape));
        Assert.Equal(["skipped WrongShape"], _log.Lines);
    }

    [Fact]
    public void One_event_that_is_not_understood_does_not_take_the_others_with_it()
    {
        Read("[" + PriceChange(Entry(Up)) + "," + PriceChange(Entry("12345678901234")) + ",{\"event_type\":\"surprise\"},7," + PriceChange(Entry(Down)) + "]");
        Assert.Equal(2, _log.Lines.Count(line => line.StartsWith("deltas", StringComparison.Ordinal)));
        Assert.Equal(1, _faults.Count(FrameFault.UnknownToken));
        Assert.Equal(1, _faults.Count(FrameFault.UnknownEvent));
        Assert.Equal(1, _faults.Count(FrameFault.WrongShape));
    }

    [Fact]
    public void A_frame_with_a_damaged_end_tells_nothing_of_its_sound_beginning()
    {
        Read("[" + PriceChange(Entry(Up)) + "," + PriceChange(Entry(Down))[..^3]);
        Read(PriceChange(Entry(Up)) + "x");
        Assert.Equal(["skipped Malformed"], _log.Lines);
        Assert.Equal(2, _faults.Count(FrameFault.Malformed));
    }

    [Fact]
    public void A_kind_of_fault_is_told_once_and_counted_always()
    {
        for (var time = 0; time < 5; time++)
        {
            Read("{\"event_type\":\"surprise\"}");
        }

        Assert.Equal(["skipped UnknownEvent"], _log.Lines);
        Assert.Equal(5, _faults.Count(FrameFault.UnknownEvent));
    }

    [Fact]
    public void A_frame_with_more_levels_than_any_book_has_is_skipped_whole()
    {
        var levels = string.Join(',', Enumerable.Repeat("{\"price\":\"0.01\",\"size\":\"1\"}", 262_145));
        Read("[" + PriceChange(Entry(Up)) + ",{\"event_type\":\"book\",\"asset_id\":\"" + Up + "\",\"timestamp\":\"1776808414710\",\"bids\":[" + levels + "],\"asks\":[]}]");
        Assert.Equal(["skipped TooLarge"], _log.Lines);
    }

    [Fact]
    public void Reading_allocates_nothing_once_the_buffers_have_grown()
    {
        var reader = new MarketFrameReader(CapturedMarkets.Directory(), new SilentMarketEvents(), new FrameFaults());
        var usual = Encoding.UTF8.GetBytes(PriceChange(Entry(Up) + "," + Entry(Down, "0.14", "362.17", "SELL")));
        var unusual = Encoding.UTF8.GetBytes("{ \"asset_id\":\"" + Up + "\",\"event_type\":\"book\",\"timestamp\":\"1776808414710\",\"bids\":[{\"price\":\"0.5\",\"size\":\"1\"}],\"asks\":[]}");
        var allocated = 0L;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var time = 0; time < 1000; time++)
            {
                reader.Read(Now, usual);
                reader.Read(Now, unusual);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }
}
