using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Hosting;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Hosting;

public sealed class SimulatorHostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_client_reads_trades_and_listens_over_real_sockets()
    {
        await using var host = await StartAsync();
        using var client = new HttpClient { BaseAddress = host.Clob };
        Assert.InRange(long.Parse(await client.GetStringAsync("/time")), 1, long.MaxValue);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/nowhere")).StatusCode);

        var key = await OpenKeyAsync(client);
        using var market = await ConnectAsync(host.MarketSocket, $$"""{"assets_ids":["{{TestVenue.UpToken}}","{{TestVenue.DownToken}}"],"type":"market"}""");
        using var user = await ConnectAsync(host.UserSocket, $$"""{"auth":{{key.Auth}},"type":"user"}""");
        Assert.Equal(2, (await ReceiveAsync(market)).GetArrayLength());

        var body = TestVenue.Body(key, new TestVenue().Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20));
        using var placed = await client.SendAsync(Request(key, HttpMethod.Post, "/order", body));
        Assert.Equal("live", JsonDocument.Parse(await placed.Content.ReadAsByteArrayAsync()).RootElement.GetProperty("status").GetString());
        Assert.Equal("price_change", (await ReceiveAsync(market)).GetProperty("event_type").GetString());
        Assert.Equal("PLACEMENT", (await ReceiveAsync(user)).GetProperty("type").GetString());

        using var catalogue = await client.GetAsync("/markets?slug=btc-updown-5m-1773307200");
        Assert.Equal(1, JsonDocument.Parse(await catalogue.Content.ReadAsByteArrayAsync()).RootElement.GetArrayLength());
        Assert.False(host.Faulted.IsCompleted);
    }

    [Fact]
    public async Task The_price_socket_authenticates()
    {
        await using var host = await StartAsync();
        using var client = new HttpClient { BaseAddress = host.Clob };
        var key = await OpenKeyAsync(client);
        using var prices = await ConnectAsync(host.PriceSocket, $$"""{"op":"auth","rid":"1","auth":{{key.Auth}}}""");
        Assert.Equal("authed", (await ReceiveAsync(prices)).GetProperty("op").GetString());
    }

    [Fact]
    public async Task The_exchanges_beside_the_venue_and_the_legacy_prices_are_served_on_the_same_port()
    {
        await using var host = await StartAsync();
        using var binance = await ConnectAsync(host.BinanceSocket, """{"method":"SUBSCRIBE","params":["btcusdt@bookTicker"],"id":1}""");
        Assert.Equal(1, (await ReceiveAsync(binance)).GetProperty("id").GetInt32());
        using var coinbase = await ConnectAsync(host.CoinbaseSocket, """{"type":"subscribe","product_ids":["BTC-USD"],"channels":["ticker","heartbeat"]}""");
        Assert.Equal("subscriptions", (await ReceiveAsync(coinbase)).GetProperty("type").GetString());
        using var legacy = await ConnectAsync(host.LegacyPriceSocket, """{"action":"subscribe","subscriptions":[{"topic":"crypto_prices_chainlink","type":"*"}]}""");
        host.Inspect(venue =>
        {
            venue.Exchange.ObserveUnderlying("btc", new OraclePrice(60_000 * OraclePrice.Scale), venue.Now);
            return true;
        });
        Assert.Equal("bookTicker", (await ReceiveAsync(binance)).GetProperty("stream").GetString()!.Split('@')[1]);
        Assert.Equal("ticker", (await ReceiveAsync(coinbase)).GetProperty("type").GetString());
        Assert.Equal("crypto_prices_chainlink", (await ReceiveAsync(legacy)).GetProperty("topic").GetString());
    }

    [Fact]
    public async Task Refused_credentials_close_the_user_socket_with_a_code()
    {
        await using var host = await StartAsync();
        using var user = await ConnectAsync(host.UserSocket, """{"auth":{},"type":"user"}""");
        using var patience = new CancellationTokenSource(Patience);
        var received = await user.ReceiveAsync(new byte[64], patience.Token);
        Assert.Equal((WebSocketMessageType.Close, WebSocketCloseStatus.PolicyViolation), (received.MessageType, received.CloseStatus));
    }

    [Fact]
    public async Task An_answer_that_was_lost_on_purpose_leaves_the_client_waiting()
    {
        await using var host = await StartAsync();
        using var client = new HttpClient { BaseAddress = host.Clob, Timeout = TimeSpan.FromSeconds(1) };
        var key = await OpenKeyAsync(client);
        host.Inspect(venue =>
        {
            venue.Faults.SwitchOn("lost-answer,count=1");
            return true;
        });
        var body = TestVenue.Body(key, new TestVenue().Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20));
        await Assert.ThrowsAsync<TaskCanceledException>(() => client.SendAsync(Request(key, HttpMethod.Post, "/order", body)));
        Assert.Equal(1, host.Inspect(venue => venue.Faults.Find("lost-answer").Occurrences));
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_disconnected_and_counted()
    {
        await using var host = await StartAsync(backlogMaximum: 16);
        using var market = await ConnectAsync(host.MarketSocket, $$"""{"assets_ids":["{{TestVenue.UpToken}}"],"type":"market"}""");
        for (var wave = 0; wave < 200 && host.SlowConsumersClosed == 0; wave++)
        {
            host.Inspect(venue =>
            {
                for (var count = 0; count < 2_000; count++)
                {
                    venue.Exchange.PlaceFlow(new ListingId(0), Side.Buy, Price.Cents(1 + (count % 40)), Size.Shares(1));
                }

                return true;
            });
            await Task.Delay(20);
        }

        Assert.Equal(1, host.SlowConsumersClosed);
        Assert.False(host.Faulted.IsCompleted);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        await using var host = await StartAsync();
        using var client = new HttpClient { BaseAddress = host.Clob };
        using var answer = await client.PostAsync("/books", new ByteArrayContent(new byte[300 * 1024]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_the_option_that_changes_it()
    {
        await using var host = await StartAsync();
        var fault = await Assert.ThrowsAsync<PortInUseException>(() =>
            SimulatorHost.StartAsync(new SimulatedVenue(TestVenue.Instant, 1), new SimulatorHostOptions { Port = host.Clob.Port }));
        Assert.Contains(host.Clob.Port.ToString(), fault.Message, StringComparison.Ordinal);
        Assert.Contains("--port", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<SimulatorHost> StartAsync(int backlogMaximum = 8192)
    {
        var venue = new TestVenue(new SimulatorOptions()).Venue;
        return await SimulatorHost.StartAsync(venue, new SimulatorHostOptions { Time = new WindowClock(), SocketBacklogMaximum = backlogMaximum });
    }

    private static async Task<TestKey> OpenKeyAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/api-key");
        foreach (var (name, value) in TestWallet.First.LevelOneHeaders(1_773_307_100))
        {
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request);
        var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
        return new TestKey(TestWallet.First, body.GetProperty("apiKey").GetString()!, body.GetProperty("secret").GetString()!, body.GetProperty("passphrase").GetString()!);
    }

    private static HttpRequestMessage Request(TestKey key, HttpMethod method, string path, string body)
    {
        var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in key.Headers(1_773_307_100, method.Method, path, body))
        {
            request.Headers.Add(name, value);
        }

        return request;
    }

    private static async Task<ClientWebSocket> ConnectAsync(Uri address, string first)
    {
        using var patience = new CancellationTokenSource(Patience);
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, patience.Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes(first), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        return socket;
    }

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[64 * 1024];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        Assert.True(received.EndOfMessage);
        return JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement;
    }

    /// <summary>Runs as the system's clock does, but begins shortly before the listed window.</summary>
    private sealed class WindowClock : TimeProvider
    {
        private readonly long _started = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.FromUnixTimeSeconds(TestVenue.Start.Seconds) + System.GetElapsedTime(_started);
    }
}
