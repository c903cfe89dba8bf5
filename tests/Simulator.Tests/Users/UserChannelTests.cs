using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Users;

public sealed class UserChannelTests
{
    private readonly TestVenue _venue = new();
    private readonly TestKey _key;

    public UserChannelTests() => _key = _venue.OpenKey(TestWallet.First);

    [Fact]
    public void Placing_filling_and_cancelling_are_told_in_the_venues_shape()
    {
        var (sink, _) = _venue.SubscribeUser(_key);
        var order = _venue.PlaceBuy(_key, 47, 20);
        _venue.Exchange.TakeFlow(_venue.Listing.Id, Outcome.Up, Side.Sell, Price.Cents(47), Size.Shares(5));
        _venue.Call(_key, "DELETE", "/order", $$"""{"orderID":"{{order}}"}""");
        var events = sink.Events("order");
        Assert.Equal(["PLACEMENT", "UPDATE", "CANCELLATION"], events.Select(change => change.GetProperty("type").GetString()!));
        Assert.Equal(["LIVE", "LIVE", "CANCELED"], events.Select(change => change.GetProperty("status").GetString()!));
        Assert.Equal(["0", "5", "5"], events.Select(change => change.GetProperty("size_matched").GetString()!));
        Assert.Equal(
            ["event_type", "id", "owner", "order_owner", "market", "asset_id", "side", "original_size", "size_matched", "price", "outcome", "expiration", "order_type", "associate_trades", "type", "created_at", "status", "maker_address", "timestamp"],
            TestVenue.Keys(events[0]));
        Assert.Equal((order, _key.Key), (events[0].GetProperty("id").GetString(), events[0].GetProperty("owner").GetString()));
        Assert.Equal(1, events[1].GetProperty("associate_trades").GetArrayLength());
    }

    [RecordedDataFact]
    public void Events_have_every_field_of_the_recorded_ones()
    {
        var (sink, _) = _venue.SubscribeUser(_key);
        _venue.PlaceBuy(_key, 47, 20);
        _venue.PlaceBuy(_venue.OpenKey(TestWallet.Second), 53, 20, TestVenue.DownToken);
        var fixtures = Path.Combine(RecordedDataFactAttribute.Folder!, "nautechsystems__nautilus_trader");
        var order = Fixture(Path.Combine(fixtures, "crates", "adapters", "polymarket", "test_data", "ws_user_order_msg.json"));
        var trade = Fixture(Path.Combine(fixtures, "tests", "integration_tests", "adapters", "polymarket", "resources", "ws_messages", "user_trade3.json"));
        Assert.Empty(order.Except(TestVenue.Keys(sink.Events("order")[0]), StringComparer.Ordinal));
        Assert.Empty(trade.Except(TestVenue.Keys(sink.Events("trade")[0]), StringComparer.Ordinal));
    }

    [Fact]
    public void A_trade_is_told_at_each_step_under_one_id_and_its_transaction_late()
    {
        var (sink, _) = _venue.SubscribeUser(_key);
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Sell, Price.Cents(48), Size.Shares(100));
        _venue.PlaceBuy(_key, 48, 20);
        _venue.Wait(31_000);
        var trades = sink.Events("trade");
        Assert.Equal(["MATCHED", "MINED", "CONFIRMED"], trades.Select(trade => trade.GetProperty("status").GetString()!));
        Assert.Single(trades.Select(trade => trade.GetProperty("id").GetString()).Distinct());
        Assert.Equal("", trades[0].GetProperty("transaction_hash").GetString());
        Assert.Equal(66, trades[1].GetProperty("transaction_hash").GetString()!.Length);
        Assert.Equal("TAKER", trades[0].GetProperty("trader_side").GetString());
    }

    [Fact]
    public void Anonymous_makers_are_listed_under_made_up_traders_that_stay_the_same()
    {
        var (sink, _) = _venue.SubscribeUser(_key);
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Sell, Price.Cents(48), Size.Shares(10));
        _venue.Exchange.PlaceFlow(_venue.Listing.Id, Side.Sell, Price.Cents(49), Size.Shares(100));
        _venue.PlaceBuy(_key, 49, 20);
        _venue.PlaceBuy(_key, 49, 20);
        var makers = sink.Events("trade").Where(trade => trade.GetProperty("status").GetString() == "MATCHED")
            .SelectMany(trade => trade.GetProperty("maker_orders").EnumerateArray()).ToList();
        Assert.Equal([("10", "0.48"), ("10", "0.49"), ("20", "0.49")], makers.Select(maker => (maker.GetProperty("matched_amount").GetString()!, maker.GetProperty("price").GetString()!)));
        string[] Column(string name) => [.. makers.Select(maker => maker.GetProperty(name).GetString()!)];
        foreach (var column in new[] { Column("order_id"), Column("owner"), Column("maker_address") })
        {
            Assert.NotEqual(column[0], column[1]);
            Assert.Equal(column[1], column[2]);
        }

        Assert.All(Column("owner"), owner => Assert.True(Guid.TryParseExact(owner, "D", out _) && owner != _key.Key));
        Assert.All(Column("maker_address"), address => Assert.Matches("^0x[0-9a-f]{40}$", address));
        var rest = _venue.Call(_key, "GET", "/data/trades").Body.GetProperty("data").EnumerateArray().First();
        Assert.Equal(makers[2].GetProperty("maker_address").GetString(), rest.GetProperty("maker_orders")[0].GetProperty("maker_address").GetString());
    }

    [Fact]
    public void Another_key_of_the_same_wallet_is_told_nothing_of_the_order()
    {
        var (sink, _) = _venue.SubscribeUser(_venue.OpenKey(TestWallet.First, nonce: 1));
        _venue.PlaceBuy(_key, 47, 20);
        Assert.Empty(sink.Messages);
    }

    [Fact]
    public void Naming_markets_narrows_the_events()
    {
        var (sink, connection) = _venue.Connect(VenueChannel.User);
        _venue.Send(connection, $$"""{"auth":{{_key.Auth}},"type":"user","markets":["0x00"]}""");
        _venue.PlaceBuy(_key, 47, 20);
        Assert.Empty(sink.Messages);
        _venue.Send(connection, $$"""{"operation":"subscribe","markets":["{{TestVenue.Condition}}"]}""");
        _venue.PlaceBuy(_key, 46, 20);
        Assert.Single(sink.Messages);
    }

    [Fact]
    public void Wrong_credentials_end_the_connection()
    {
        var (sink, connection) = _venue.SubscribeUser(_key with { Secret = "other" });
        Assert.Equal(1008, sink.CloseCode);
        Assert.False(connection.IsOpen);
    }

    [Fact]
    public void Ping_is_answered_and_nonsense_is_counted()
    {
        var (sink, connection) = _venue.SubscribeUser(_key);
        _venue.Send(connection, "PING");
        _venue.Send(connection, """{"operation":7}""");
        Assert.Equal("PONG", Assert.Single(sink.Messages));
        Assert.Equal(1, connection.MalformedMessages);
    }

    [Fact]
    public void A_frozen_stream_loses_its_events_but_answers_ping()
    {
        var (sink, connection) = _venue.SubscribeUser(_key);
        _venue.Venue.Faults.SwitchOn("user-stall");
        _venue.PlaceBuy(_key, 47, 20);
        _venue.Send(connection, "PING");
        Assert.Equal("PONG", Assert.Single(sink.Messages));
        _venue.Venue.Faults.SwitchOff("user-stall");
        _venue.PlaceBuy(_key, 46, 20);
        Assert.Single(sink.Events("order"));
    }

    private static string[] Fixture(string path) => TestVenue.Keys(RecordingSink.Parse(File.ReadAllText(path)));
}
