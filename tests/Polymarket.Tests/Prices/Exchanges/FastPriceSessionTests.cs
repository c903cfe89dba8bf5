using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Sessions;

namespace PolyCloud.Polymarket.Tests.Prices.Exchanges;

public sealed class FastPriceSessionTests
{
    private readonly FastPriceEventLog _log = new();
    private readonly SocketCommands _commands = new();
    private Timestamp _now = Timestamp.FromSeconds(1_000_000);

    private static string Book(long update, string bid, string ask, string symbol = "BTCUSDT") =>
        "{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":" + update + ",\"s\":\"" + symbol + "\",\"b\":\"" + bid + "\",\"B\":\"31.21\",\"a\":\"" + ask + "\",\"A\":\"40.66\"}}";

    private static string Ticker(long sequence, string bid, string ask) =>
        "{\"type\":\"ticker\",\"sequence\":" + sequence + ",\"product_id\":\"BTC-USD\",\"price\":\"" + ask + "\",\"best_bid\":\"" + bid + "\",\"best_ask\":\"" + ask + "\",\"side\":\"buy\",\"time\":\"1970-01-12T13:46:40.250001Z\",\"trade_id\":1}";

    private FastPriceSession Open(IExchangeWire wire, params string[] assets)
    {
        var session = new FastPriceSession(wire, new FastPriceSessionOptions { Assets = assets.Length > 0 ? assets : ["btc"] }, _log, new DeterministicRandom(3));
        session.Start(_now, _commands);
        Assert.Equal("Connect", _commands.TakeAll()[^1]);
        session.Opened(_now, _commands);
        return session;
    }

    private void Receive(FastPriceSession session, string frame) => session.Received(_now, Encoding.UTF8.GetBytes(frame), _commands);

    [Fact]
    public void Binance_is_subscribed_by_book_ticker_and_its_prices_are_told_at_their_arrival()
    {
        var session = Open(new BinanceWire(), "btc", "eth", "hype");
        Assert.Equal(["{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@bookTicker\",\"ethusdt@bookTicker\"],\"id\":1}"], _commands.TakeAll());
        Receive(session, "{\"result\":null,\"id\":1}");
        Assert.False(session.IsConnected);
        Receive(session, Book(400900217, "61035.85000000", "61035.86000000"));
        Assert.Equal(["connected Binance", $"btc 61035.85/61035.86 at {_now.Micros} got {_now.Micros}"], _log.Lines);
        Assert.True(session.IsConnected);
    }

    [Fact]
    public void A_raw_stream_is_read_as_a_wrapped_one()
    {
        var session = Open(new BinanceWire());
        Receive(session, "{\"u\":5,\"s\":\"BTCUSDT\",\"b\":\"25.35\",\"B\":\"1\",\"a\":\"25.36\",\"A\":\"2\"}");
        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public void Coinbase_prices_carry_the_exchanges_own_moment()
    {
        var session = Open(new CoinbaseWire());
        Assert.Equal(["{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker\",\"heartbeat\"]}"], _commands.TakeAll());
        Receive(session, "{\"type\":\"subscriptions\",\"channels\":[]}");
        Receive(session, Ticker(7, "61035.85", "61035.86"));
        Assert.Equal(["connected Coinbase", $"btc 61035.85/61035.86 at 1000000250001 got {_now.Micros}"], _log.Lines);
    }

    [Fact]
    public void A_price_that_was_overtaken_is_counted_and_left_out()
    {
        var session = Open(new BinanceWire());
        Receive(session, Book(10, "100", "101"));
        Receive(session, Book(9, "90", "91"));
        Receive(session, Book(10, "90", "91"));
        Assert.Equal(2, _log.Lines.Count);
        Assert.Equal(2, session.OutOfOrder);
    }

    [Fact]
    public void Silence_ends_the_connection_and_a_heartbeat_or_a_trade_is_no_silence()
    {
        var binance = Open(new BinanceWire());
        var coinbase = Open(new CoinbaseWire());
        _commands.TakeAll();
        _now += Duration.FromSeconds(4);
        Receive(binance, "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1777325646932,\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"84.41\",\"q\":\"1\",\"T\":1777325646932,\"m\":true,\"M\":true}}");
        Receive(coinbase, "{\"type\":\"heartbeat\",\"sequence\":90,\"last_trade_id\":20,\"product_id\":\"BTC-USD\",\"time\":\"2026-11-07T08:19:28.464459Z\"}");
        foreach (var session in (FastPriceSession[])[binance, coinbase])
        {
            Assert.Equal(_now + Duration.FromSeconds(5), session.NextDeadline);
            session.Tick(_now + Duration.FromSeconds(5), _commands);
            Assert.Equal(["Close"], _commands.TakeAll());
        }

        Assert.Equal(["lost: no price came", "lost: no price came"], _log.Lines);
        binance.Closed(_now, 0, _commands);
        Assert.Equal(2, _log.Lines.Count);
        _now = binance.NextDeadline;
        binance.Tick(_now, _commands);
        Assert.Equal(["Connect"], _commands.TakeAll());
    }

    [Fact]
    public void An_announced_shutdown_is_left_at_once()
    {
        var session = Open(new BinanceWire());
        _commands.TakeAll();
        Receive(session, "{\"e\":\"serverShutdown\",\"E\":1777325646932}");
        Assert.Equal(["Close"], _commands.TakeAll());
    }

    [Theory]
    [InlineData("{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":1}")]
    [InlineData("{\"code\":3,\"msg\":\"Invalid request\"}")]
    public void A_refusal_of_binance_is_kept_in_its_words_and_the_waits_grow(string refusal)
    {
        var session = Open(new BinanceWire());
        var longest = Duration.Zero;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            Receive(session, refusal);
            session.Closed(_now, 0, _commands);
            longest = session.NextDeadline - _now > longest ? session.NextDeadline - _now : longest;
            _now = session.NextDeadline;
            session.Tick(_now, _commands);
            session.Opened(_now, _commands);
        }

        Assert.Equal("Invalid request", session.Refusal);
        Assert.True(longest > Duration.FromSeconds(5), longest.ToString());
    }

    [Fact]
    public void A_refusal_of_coinbase_ends_the_connection()
    {
        var session = Open(new CoinbaseWire());
        _commands.TakeAll();
        Receive(session, "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"XYZ-USD is not a valid product\"}");
        Assert.Equal(["Close"], _commands.TakeAll());
        Assert.Equal("lost: refused: Failed to subscribe", _log.Lines[^1]);
    }

    [Theory]
    [InlineData("{\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"1", "Malformed")]
    [InlineData("[1]", "WrongShape")]
    [InlineData("{\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"102\",\"a\":\"101\"}", "WrongShape")]
    [InlineData("{\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"0\",\"a\":\"101\"}", "WrongShape")]
    [InlineData("{\"u\":1,\"s\":\"\\ud800\",\"b\":\"1\",\"a\":\"2\"}", "WrongShape")]
    [InlineData("{\"u\":1,\"s\":\"DOGEUSDT\",\"b\":\"1\",\"a\":\"2\"}", "UnknownToken")]
    [InlineData("{\"e\":\"surprise\",\"s\":\"BTCUSDT\"}", "UnknownEvent")]
    [InlineData("{\"data\":{\"data\":{}}}", "WrongShape")]
    [InlineData("", "Malformed")]
    public void Bad_frames_are_counted_and_tell_nothing(string frame, string fault)
    {
        var session = Open(new BinanceWire());
        Receive(session, frame);
        Assert.Equal(["skipped " + fault], _log.Lines);
        Assert.Equal(1, session.Faults.Total);
    }

    [Fact]
    public void An_exchange_that_lists_none_of_the_assets_is_not_connected()
    {
        var session = new FastPriceSession(new CoinbaseWire(), new FastPriceSessionOptions { Assets = ["hype"] }, _log, new DeterministicRandom(3));
        session.Start(_now, _commands);
        Assert.Equal(0, _commands.Count);
        Assert.True(session.NextDeadline.IsNever);
    }
}
