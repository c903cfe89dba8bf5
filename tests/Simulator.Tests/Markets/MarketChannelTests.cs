using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Markets;

public sealed class MarketChannelTests
{
    private readonly TestVenue _venue = new();

    [Fact]
    public void Subscribing_brings_one_array_with_a_book_per_token()
    {
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Buy, Price.Cents(47), Size.Shares(20));
        var (sink, _) = _venue.Subscribe();
        var books = RecordingSink.Parse(Assert.Single(sink.Messages));
        Assert.Equal((JsonValueKind.Array, 2), (books.ValueKind, books.GetArrayLength()));
        Assert.Equal(["market", "asset_id", "timestamp", "hash", "bids", "asks", "tick_size", "event_type", "last_trade_price"], TestVenue.Keys(books[0]));
        Assert.Equal("""[{"price":"0.47","size":"20"}]""", books[0].GetProperty("bids").GetRawText());
        Assert.Equal("""[{"price":"0.53","size":"20"}]""", books[1].GetProperty("asks").GetRawText());
    }

    [Fact]
    public void A_level_change_is_told_for_both_tokens_with_the_hash_of_the_book_after_it()
    {
        var (sink, _) = _venue.Subscribe();
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Buy, Price.Cents(47), Size.Shares(20));
        _venue.Wait(0);
        var change = Assert.Single(sink.Events("price_change"));
        Assert.Equal(["market", "price_changes", "timestamp", "event_type"], TestVenue.Keys(change));
        Assert.Equal(_venue.Now.Milliseconds.ToString(), change.GetProperty("timestamp").GetString());
        var (up, down) = (change.GetProperty("price_changes")[0], change.GetProperty("price_changes")[1]);
        Assert.Equal(["asset_id", "price", "size", "side", "hash", "best_bid", "best_ask"], TestVenue.Keys(up));
        Assert.Equal((TestVenue.UpToken, "0.47", "20", "BUY", "0.47", ""), Entry(up));
        Assert.Equal((TestVenue.DownToken, "0.53", "20", "SELL", "", "0.53"), Entry(down));
        foreach (var entry in (JsonElement[])[up, down])
        {
            var book = _venue.Call("GET", $"/book?token_id={entry.GetProperty("asset_id").GetString()}").Body;
            Assert.Equal(book.GetProperty("hash").GetString(), entry.GetProperty("hash").GetString());
        }
    }

    [Fact]
    public void After_a_trade_come_the_level_then_a_book_per_token_then_the_print_ten_to_twenty_milliseconds_later()
    {
        var (sink, _) = _venue.Subscribe();
        var key = _venue.OpenKey(TestWallet.First);
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Sell, Price.Cents(48), Size.Shares(100));
        _venue.PlaceBuy(key, 48, 20);
        var matched = _venue.Now;
        _venue.Wait(9);
        Assert.Empty(sink.Events("last_trade_price"));
        _venue.Wait(11);
        Assert.Equal(
            ["price_change", "price_change", "book", "book", "last_trade_price"],
            sink.Messages.Skip(1).Select(message => RecordingSink.Parse(message).GetProperty("event_type").GetString()));
        var book = sink.Events("book")[0];
        Assert.Equal(["market", "asset_id", "bids", "asks", "hash", "timestamp", "event_type"], TestVenue.Keys(book));
        var print = Assert.Single(sink.Events("last_trade_price"));
        Assert.Equal(["market", "asset_id", "price", "size", "fee_rate_bps", "side", "timestamp", "event_type", "transaction_hash"], TestVenue.Keys(print));
        Assert.Equal((TestVenue.UpToken, "0.48", "20", "BUY"), (print.GetProperty("asset_id").GetString(), print.GetProperty("price").GetString(),
            print.GetProperty("size").GetString(), print.GetProperty("side").GetString()));
        Assert.InRange(long.Parse(print.GetProperty("timestamp").GetString()!) - matched.Milliseconds, 10, 20);
        Assert.Equal("0.480", _venue.Call("GET", $"/book?token_id={TestVenue.DownToken}").Body.GetProperty("last_trade_price").GetString());
    }

    [Fact]
    public void Best_prices_and_new_windows_are_only_told_to_those_who_asked()
    {
        var (plain, _) = _venue.Subscribe();
        var (custom, _) = _venue.Subscribe(custom: true);
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Buy, Price.Cents(47), Size.Shares(20));
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Buy, Price.Cents(46), Size.Shares(20));
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Sell, Price.Cents(49), Size.Shares(20));
        _venue.Exchange.List(TestVenue.Window with { Slug = "btc-updown-5m-1773307500", ConditionId = "0x" + new string('1', 64), UpTokenId = "11", DownTokenId = "12",
            Opens = TestVenue.Window.Closes, Closes = TestVenue.Window.Closes + Duration.FromSeconds(300) }, takerDelay: true);
        _venue.Wait(0);
        Assert.Empty(plain.Events("best_bid_ask"));
        Assert.Empty(plain.Events("new_market"));
        var best = custom.Events("best_bid_ask");
        Assert.Equal(4, best.Count);
        Assert.Equal(["event_type", "market", "asset_id", "best_bid", "best_ask", "spread", "timestamp"], TestVenue.Keys(best[2]));
        Assert.Equal(("0.47", "0.49", "0.02"), (best[2].GetProperty("best_bid").GetString(), best[2].GetProperty("best_ask").GetString(), best[2].GetProperty("spread").GetString()));
        Assert.Equal("btc-updown-5m-1773307500", Assert.Single(custom.Events("new_market")).GetProperty("slug").GetString());
    }

    [Fact]
    public void A_finer_tick_is_told_per_token()
    {
        var (sink, _) = _venue.Subscribe();
        _venue.OpenKey(TestWallet.First);
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Buy, Price.Cents(97), Size.Shares(20));
        _venue.Wait(0);
        var changes = sink.Events("tick_size_change");
        Assert.Equal([TestVenue.UpToken, TestVenue.DownToken], changes.Select(change => change.GetProperty("asset_id").GetString()!));
        Assert.Equal(("0.01", "0.001"), (changes[0].GetProperty("old_tick_size").GetString(), changes[0].GetProperty("new_tick_size").GetString()));
    }

    [Fact]
    public void A_resolution_names_the_winning_token()
    {
        var (sink, _) = _venue.Subscribe(custom: true);
        _venue.Exchange.DeclareWinner(_venue.Listing.Id, Outcome.Down);
        _venue.Venue.AdvanceTo(TestVenue.Window.Closes + Duration.FromSeconds(200));
        var resolved = Assert.Single(sink.Events("market_resolved"));
        Assert.Equal((TestVenue.DownToken, "Down"), (resolved.GetProperty("winning_asset_id").GetString(), resolved.GetProperty("winning_outcome").GetString()));
    }

    [Fact]
    public void Ping_is_answered_and_a_known_token_brings_nothing_new()
    {
        var (sink, connection) = _venue.Subscribe();
        sink.Messages.Clear();
        _venue.Send(connection, "PING");
        _venue.Send(connection, $$"""{"operation":"subscribe","assets_ids":["{{TestVenue.UpToken}}"]}""");
        Assert.Equal(["PONG", "NO NEW ASSETS"], sink.Messages);
    }

    [Fact]
    public void Nothing_comes_after_unsubscribing_or_closing()
    {
        var (sink, connection) = _venue.Subscribe();
        var (closedSink, closed) = _venue.Subscribe();
        _venue.Send(connection, $$"""{"operation":"unsubscribe","assets_ids":["{{TestVenue.UpToken}}","{{TestVenue.DownToken}}"]}""");
        closed.Closed(_venue.Now);
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Buy, Price.Cents(47), Size.Shares(20));
        _venue.Wait(1_000);
        Assert.Single(sink.Messages);
        Assert.Single(closedSink.Messages);
    }

    [Fact]
    public void Without_an_initial_dump_only_changes_come()
    {
        var (sink, connection) = _venue.Connect(VenueChannel.Market);
        _venue.Send(connection, $$"""{"assets_ids":["{{TestVenue.UpToken}}"],"type":"market","initial_dump":false}""");
        Assert.Empty(sink.Messages);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"type\":\"market\"}")]
    [InlineData("{\"type\":\"market\",\"assets_ids\":[7]}")]
    [InlineData("{\"type\":\"market\",\"assets_ids\":[\"\\ud800\"]}")]
    [InlineData("{\"assets_ids\":[]} {}")]
    public void Messages_that_are_none_of_the_protocol_are_counted_and_skipped(string message)
    {
        var (sink, connection) = _venue.Connect(VenueChannel.Market);
        _venue.Send(connection, message);
        Assert.Equal((1, 0), (connection.MalformedMessages, sink.Messages.Count));
        Assert.True(connection.IsOpen);
    }

    [Fact]
    public void Only_every_nth_change_is_hashed_where_so_set()
    {
        var venue = new TestVenue(TestVenue.Instant with { BookHashEvery = 3 });
        var (sink, _) = venue.Subscribe();
        for (var cents = 40; cents < 46; cents++)
        {
            venue.Exchange.PlaceFlow(venue.Listing.Id, Side.Buy, Price.Cents(cents), Size.Shares(20));
        }

        venue.Wait(0);
        Assert.Equal([40, 0, 0, 40, 0, 0], sink.Events("price_change").Select(change => change.GetProperty("price_changes")[1].GetProperty("hash").GetString()!.Length));
    }

    private static (string?, string?, string?, string?, string?, string?) Entry(JsonElement entry) => (
        entry.GetProperty("asset_id").GetString(), entry.GetProperty("price").GetString(), entry.GetProperty("size").GetString(),
        entry.GetProperty("side").GetString(), entry.GetProperty("best_bid").GetString(), entry.GetProperty("best_ask").GetString());
}
