using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Prices;

public sealed class PriceChannelTests
{
    private const string Subscribe =
        """{"op":"subscribe","rid":"2","subscriptions":[{"channel":"price.crypto.twap","filter":{"symbol":"btcusd","window_seconds":60}},{"channel":"price.crypto","filter":{"symbol":"btcusd"}}]}""";

    private readonly TestVenue _venue = new();
    private readonly TestKey _key;

    public PriceChannelTests() => _key = _venue.OpenKey(TestWallet.First);

    [Fact]
    public void Prices_come_as_a_snapshot_and_then_one_by_one_exact_to_the_last_digit()
    {
        Observe(62);
        var (sink, connection) = Authenticated();
        _venue.Send(connection, Subscribe);
        Observe(1);
        _venue.Wait(1_300);
        var messages = sink.Messages.ConvertAll(RecordingSink.Parse);
        Assert.Equal("""{"op":"authed","rid":"1"}""", messages[0].GetRawText());
        Assert.Equal("""{"op":"subscribed","rid":"2"}""", messages[1].GetRawText());
        Assert.Equal(["v", "channel", "seq", "ts", "snapshot", "payload"], TestVenue.Keys(messages[2]));
        Assert.Equal("price.crypto.twap", messages[2].GetProperty("channel").GetString());
        Assert.True(messages[3].GetProperty("payload").GetProperty("data").GetArrayLength() >= 60);
        var spot = messages.FindLast(message => message.TryGetProperty("channel", out var channel) && channel.GetString() == "price.crypto");
        Assert.Equal(["v", "channel", "seq", "ts", "payload"], TestVenue.Keys(spot));
        Assert.Equal(["symbol", "value", "full_accuracy_value", "timestamp"], TestVenue.Keys(spot.GetProperty("payload")));
        Assert.Equal("60000.000000000000000001", spot.GetProperty("payload").GetProperty("full_accuracy_value").GetString());
        Assert.Equal(1_300, spot.GetProperty("ts").GetInt64() - spot.GetProperty("payload").GetProperty("timestamp").GetInt64());
        var average = messages.FindLast(message => message.TryGetProperty("channel", out var channel) && channel.GetString() == "price.crypto.twap");
        Assert.Equal(60, average.GetProperty("payload").GetProperty("window_seconds").GetInt32());
    }

    [Fact]
    public void Messages_of_a_stream_are_numbered_without_a_gap()
    {
        var (sink, connection) = Authenticated();
        _venue.Send(connection, Subscribe);
        Observe(5);
        _venue.Wait(2_000);
        var numbers = sink.Messages.ConvertAll(RecordingSink.Parse)
            .Where(message => message.TryGetProperty("channel", out var channel) && channel.GetString() == "price.crypto")
            .Select(message => message.GetProperty("seq").GetInt32());
        Assert.Equal([1, 2, 3, 4, 5, 6], numbers);
    }

    [Fact]
    public void Without_or_with_wrong_credentials_nothing_is_served()
    {
        var (sink, connection) = _venue.Connect(VenueChannel.Price);
        _venue.Send(connection, Subscribe);
        _venue.Send(connection, """{"op":"auth","rid":"3","auth":{"apiKey":"x","secret":"y","passphrase":"z"}}""");
        Assert.Equal(["auth_required", "auth_invalid"], sink.Messages.ConvertAll(message => RecordingSink.Parse(message).GetProperty("code").GetString()!));
        for (var attempt = 0; attempt < 8; attempt++)
        {
            _venue.Send(connection, """{"op":"auth"}""");
        }

        Assert.Equal(4001, sink.CloseCode);
    }

    [Theory]
    [InlineData("""{"op":"subscribe","subscriptions":[{"channel":"price.crypto","filter":{"symbol":"nothing"}}]}""")]
    [InlineData("""{"op":"subscribe","subscriptions":[{"channel":"price.other","filter":{"symbol":"btcusd"}}]}""")]
    [InlineData("""{"op":"subscribe","subscriptions":[{"channel":"price.crypto.twap","filter":{"symbol":"btcusd","window_seconds":30}}]}""")]
    [InlineData("""{"op":"subscribe","subscriptions":[7]}""")]
    [InlineData("""{"op":"subscribe"}""")]
    public void A_stream_the_venue_does_not_have_is_a_bad_filter(string message)
    {
        var (sink, connection) = Authenticated();
        _venue.Send(connection, message);
        Assert.Equal("bad_filter", RecordingSink.Parse(sink.Messages[^1]).GetProperty("code").GetString());
    }

    [Fact]
    public void Too_many_subscribe_messages_in_a_second_are_refused()
    {
        var (sink, connection) = Authenticated();
        for (var count = 0; count < 21; count++)
        {
            _venue.Send(connection, """{"op":"subscribe","subscriptions":[]}""");
        }

        Assert.Equal("rate_limited", RecordingSink.Parse(sink.Messages[^1]).GetProperty("code").GetString());
    }

    [Fact]
    public void Ping_is_answered_and_nonsense_is_counted()
    {
        var (sink, connection) = Authenticated();
        _venue.Send(connection, """{"op":"ping"}""");
        _venue.Send(connection, "PING");
        Assert.Equal("""{"op":"pong"}""", sink.Messages[^1]);
        Assert.Equal(1, connection.MalformedMessages);
    }

    private (RecordingSink Sink, PolyCloud.Simulator.Delivery.VenueConnection Connection) Authenticated()
    {
        var (sink, connection) = _venue.Connect(VenueChannel.Price);
        _venue.Send(connection, $$"""{"op":"auth","rid":"1","auth":{{_key.Auth}}}""");
        return (sink, connection);
    }

    private void Observe(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _venue.Wait(1_000);
            _venue.Exchange.ObserveUnderlying("btc", new OraclePrice((60_000 * OraclePrice.Scale) + 1), _venue.Now);
        }
    }
}
