using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Simulator.ExchangeFeeds;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.ExchangeFeeds;

public sealed class ExchangeFeedTests
{
    private readonly TestVenue _venue = new(TestVenue.Instant with
    {
        ExchangeFeeds = new ExchangeFeedOptions { Delay = Duration.Zero, SecondExchangeBasis = new OraclePrice(10 * OraclePrice.Scale) },
    });

    private void Move(long dollars, long milliseconds)
    {
        _venue.Exchange.MoveUnderlying("btc", new OraclePrice(dollars * OraclePrice.Scale), _venue.Now);
        _venue.Wait(milliseconds);
    }

    /// <summary>What the client's own reader makes of what a channel serves.</summary>
    private static List<FastPriceTick> Read(IExchangeWire wire, RecordingSink sink)
    {
        var listener = new Listener();
        var session = new FastPriceSession(wire, new FastPriceSessionOptions(), listener, new DeterministicRandom(1));
        var commands = new SocketCommands();
        session.Start(TestVenue.Start, commands);
        session.Opened(TestVenue.Start, commands);
        foreach (var message in sink.Messages)
        {
            session.Received(TestVenue.Start, System.Text.Encoding.UTF8.GetBytes(message), commands);
        }

        Assert.Equal(0, session.Faults.Total);
        return listener.Ticks;
    }

    [Theory]
    [InlineData(VenueChannel.Binance, 60_000)]
    [InlineData(VenueChannel.Coinbase, 60_010)]
    public void The_clients_reader_understands_what_is_served_and_the_second_exchange_stands_apart_by_its_basis(VenueChannel channel, long dollars)
    {
        IExchangeWire wire = channel == VenueChannel.Binance ? new BinanceWire() : new CoinbaseWire();
        var (sink, connection) = _venue.Connect(channel);
        _venue.Send(connection, System.Text.Encoding.UTF8.GetString(wire.Subscribe(["btc"])));
        Move(60_000, 1_000);
        var tick = Assert.Single(Read(wire, sink));
        Assert.Equal(new OraclePrice((dollars * OraclePrice.Scale) - (OraclePrice.Scale / 100)), tick.Bid);
        Assert.Equal(new OraclePrice((dollars * OraclePrice.Scale) + (OraclePrice.Scale / 100)), tick.Ask);
    }

    [Fact]
    public void Moves_are_conflated_to_the_cadence()
    {
        var (sink, connection) = _venue.Connect(VenueChannel.Binance);
        _venue.Send(connection, """{"method":"SUBSCRIBE","params":["btcusdt@bookTicker"],"id":1}""");
        for (var step = 0; step < 40; step++)
        {
            Move(60_000 + step, 50);
        }

        Assert.Equal(20, Read(new BinanceWire(), sink).Count);
    }

    [Fact]
    public void Exchanges_show_a_move_long_before_the_oracle_does()
    {
        var (sink, connection) = _venue.Connect(VenueChannel.Binance);
        _venue.Send(connection, """{"method":"SUBSCRIBE","params":["btcusdt@bookTicker"],"id":1}""");
        var (oracle, legacy) = _venue.Connect(VenueChannel.LegacyPrice);
        _venue.Send(legacy, """{"action":"subscribe","subscriptions":[{"topic":"crypto_prices_chainlink","type":"*"}]}""");
        _venue.Exchange.ObserveUnderlying("btc", new OraclePrice(60_000 * OraclePrice.Scale), _venue.Now);
        _venue.Wait(1_200);
        Assert.Single(Read(new BinanceWire(), sink));
        Assert.Empty(oracle.Messages);
        _venue.Wait(200);
        Assert.Single(oracle.Messages);
    }

    [Fact]
    public void An_unsubscribed_symbol_is_silent()
    {
        var (sink, connection) = _venue.Connect(VenueChannel.Binance);
        _venue.Send(connection, """{"method":"SUBSCRIBE","params":["btcusdt@bookTicker"],"id":1}""");
        _venue.Send(connection, """{"method":"UNSUBSCRIBE","params":["btcusdt@bookTicker"],"id":2}""");
        Move(60_001, 1_000);
        Assert.Empty(Read(new BinanceWire(), sink));
        Assert.Contains("""{"result":null,"id":2}""", sink.Messages);
    }

    [Fact]
    public void An_unknown_product_is_refused_by_the_second_exchange_and_silent_at_the_first()
    {
        var (coinbase, second) = _venue.Connect(VenueChannel.Coinbase);
        _venue.Send(second, """{"type":"subscribe","product_ids":["GOLD-USD"],"channels":["ticker"]}""");
        Assert.Contains("Failed to subscribe", coinbase.Messages[0], StringComparison.Ordinal);
        var (binance, first) = _venue.Connect(VenueChannel.Binance);
        _venue.Send(first, """{"method":"SUBSCRIBE","params":["goldusdt@bookTicker"],"id":7}""");
        Assert.Equal(["""{"result":null,"id":7}"""], binance.Messages);
    }

    [Fact]
    public void What_is_no_message_of_the_protocol_is_counted()
    {
        var (_, connection) = _venue.Connect(VenueChannel.Binance);
        foreach (var message in (string[])["", "[]", "{\"method\":\"LIST\"}", "{\"method\":\"SUBSCRIBE\",\"params\":[1]}"])
        {
            _venue.Send(connection, message);
        }

        Assert.Equal(4, connection.MalformedMessages);
    }

    [Fact]
    public void Settings_out_of_their_range_are_refused_by_name()
    {
        var problem = Assert.Throws<ArgumentOutOfRangeException>(() => new ExchangeFeedOptions { BookTickerEvery = Duration.Zero }.Validate());
        Assert.Equal("BookTickerEvery", problem.ParamName);
    }

    private sealed class Listener : IFastPriceEvents
    {
        public List<FastPriceTick> Ticks { get; } = [];

        public void FastPrice(Timestamp now, string asset, in FastPriceTick tick) => Ticks.Add(tick);

        public void Connected(Timestamp now, FastPriceSource source)
        {
        }

        public void ContinuityLost(Timestamp now, FastPriceSource source, string why)
        {
        }

        public void FrameSkipped(Timestamp now, FastPriceSource source, FrameFault fault) => Assert.Fail(fault.ToString());
    }
}
