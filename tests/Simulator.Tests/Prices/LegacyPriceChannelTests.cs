using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Prices;

public sealed class LegacyPriceChannelTests
{
    private const string Spot = """{"action":"subscribe","subscriptions":[{"topic":"crypto_prices_chainlink","type":"*","filters":"{\"symbol\":\"btc/usd\"}"}]}""";

    private readonly TestVenue _venue = new();

    private (RecordingSink Sink, VenueConnection Connection) Subscribed(string message)
    {
        var (sink, connection) = _venue.Connect(VenueChannel.LegacyPrice);
        _venue.Send(connection, message);
        return (sink, connection);
    }

    private void Observe(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _venue.Exchange.ObserveUnderlying("btc", new OraclePrice((60_000 * OraclePrice.Scale) + 1), _venue.Now);
            _venue.Wait(1_000);
        }

        _venue.Wait(1_000);
    }

    [Fact]
    public void An_update_carries_the_exact_price_as_an_integer_of_eighteen_decimals()
    {
        var (sink, _) = Subscribed(Spot);
        Observe(1);
        var update = RecordingSink.Parse(Assert.Single(sink.Messages));
        Assert.Equal("crypto_prices_chainlink", update.GetProperty("topic").GetString());
        Assert.Equal("60000000000000000000001", update.GetProperty("payload").GetProperty("full_accuracy_value").GetString());
        Assert.Equal("btc/usd", update.GetProperty("payload").GetProperty("symbol").GetString());
    }

    [Fact]
    public void The_snapshot_has_the_wrong_topic_as_at_the_venue()
    {
        Observe(3);
        var (sink, _) = Subscribed(Spot);
        var snapshot = RecordingSink.Parse(Assert.Single(sink.Messages));
        Assert.Equal(("crypto_prices", "subscribe"), (snapshot.GetProperty("topic").GetString(), snapshot.GetProperty("type").GetString()));
        Assert.Equal(3, snapshot.GetProperty("payload").GetProperty("data").GetArrayLength());
    }

    [Fact]
    public void One_unknown_topic_makes_the_whole_subscribe_void()
    {
        var (sink, _) = Subscribed("""{"action":"subscribe","subscriptions":[{"topic":"crypto_prices_chainlink","type":"*"},{"topic":"weather","type":"*"}]}""");
        Observe(2);
        Assert.Empty(sink.Messages);
    }

    [Fact]
    public void A_second_filter_of_a_topic_replaces_the_first()
    {
        var (sink, connection) = Subscribed(Spot);
        _venue.Send(connection, Spot.Replace("btc", "eth", StringComparison.Ordinal));
        Observe(2);
        Assert.Empty(sink.Messages);
    }

    [Fact]
    public void Pings_are_taken_without_an_answer()
    {
        var (sink, connection) = Subscribed(Spot);
        _venue.Send(connection, "PING");
        _venue.Wait(100);
        Assert.Empty(sink.Messages);
        Assert.True(connection.IsOpen);
        Assert.Equal(0, connection.MalformedMessages);
    }
}
