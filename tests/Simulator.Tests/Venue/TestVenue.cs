using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Tests.Venue;

/// <summary>A venue without latency and with one listed window, and the calls a client makes.</summary>
internal sealed class TestVenue
{
    public const string UpToken = "104239898038807136052399800151408521467737075933964991162589336683346093173875";
    public const string DownToken = "71183960810705820955071415844881728181970340514894896943812046065452395013351";
    public const string Condition = "0x78443f961b9a65869dcb39359de9960165c7e5cbad0904eac7f29cd77872a63b";

    public static readonly Timestamp Start = Timestamp.FromSeconds(1_773_307_100);

    public static readonly MarketSpec Window = new()
    {
        Slug = "btc-updown-5m-1773307200",
        ConditionId = Condition,
        UpTokenId = UpToken,
        DownTokenId = DownToken,
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        Opens = Timestamp.FromSeconds(1_773_307_200),
        Closes = Timestamp.FromSeconds(1_773_307_500),
        TickSize = TickSize.Cent,
        MinimumOrderSize = Size.Shares(5),
        Fees = FeeSchedule.Crypto,
        Settlement = SettlementRule.TimeWeightedAverage60Seconds,
    };

    private long _salt;

    public TestVenue(SimulatorOptions? options = null, ulong seed = 7, bool takerDelay = false)
    {
        Venue = new SimulatedVenue(options ?? Instant, seed);
        Venue.AdvanceTo(Start);
        Listing = Venue.Exchange.List(Window, takerDelay);
    }

    /// <summary>No latency, no lateness.</summary>
    public static SimulatorOptions Instant => new()
    {
        RequestDelay = Duration.Zero,
        ResponseDelay = Duration.Zero,
        DelayJitter = Duration.Zero,
        StreamDelay = Duration.Zero,
        LateFrames = new LateFrameOptions { Share = 0 },
    };

    public SimulatedVenue Venue { get; }

    public Listing Listing { get; }

    public ExchangeVenue Exchange => Venue.Exchange;

    public Timestamp Now => Venue.Now;

    public void Wait(long milliseconds) => Venue.AdvanceTo(Now + Duration.FromMilliseconds(milliseconds));

    public (RecordingSink Sink, VenueConnection Connection) Connect(VenueChannel channel)
    {
        var sink = new RecordingSink();
        return (sink, Venue.Connect(Now, channel, sink));
    }

    public void Send(VenueConnection connection, string message)
    {
        connection.Receive(Now, Encoding.UTF8.GetBytes(message));
        Venue.AdvanceTo(Now);
    }

    public (RecordingSink Sink, VenueConnection Connection) Subscribe(bool custom = false)
    {
        var (sink, connection) = Connect(VenueChannel.Market);
        Send(connection, $$"""{"assets_ids":["{{UpToken}}","{{DownToken}}"],"type":"market","custom_feature_enabled":{{(custom ? "true" : "false")}}}""");
        return (sink, connection);
    }

    public (RecordingSink Sink, VenueConnection Connection) SubscribeUser(TestKey key)
    {
        var (sink, connection) = Connect(VenueChannel.User);
        Send(connection, $$"""{"auth":{{key.Auth}},"type":"user"}""");
        return (sink, connection);
    }

    /// <summary>The answer, or null where none has come yet.</summary>
    public VenueResponse? TryCall(string method, string path, string body = "", IReadOnlyDictionary<string, string>? headers = null, VenueService service = VenueService.Clob)
    {
        VenueResponse? answer = null;
        var parts = path.Split('?', 2);
        Venue.Handle(Now, new VenueRequest
        {
            Service = service,
            Method = method,
            Path = parts[0],
            Query = parts.Length > 1 ? parts[1] : "",
            Header = name => headers?.GetValueOrDefault(name),
            Body = Encoding.UTF8.GetBytes(body),
        }, response => answer = response);
        return answer;
    }

    public (int Status, JsonElement Body) Call(string method, string path, string body = "", IReadOnlyDictionary<string, string>? headers = null, VenueService service = VenueService.Clob)
    {
        var answer = TryCall(method, path, body, headers, service);
        Assert.NotNull(answer);
        return (answer.Value.Status, answer.Value.Body.IsEmpty ? default : JsonDocument.Parse(answer.Value.Body).RootElement);
    }

    public TestKey OpenKey(TestWallet wallet, long nonce = 0)
    {
        var (status, body) = Call("POST", "/auth/api-key", headers: wallet.LevelOneHeaders(Now.Seconds, nonce));
        Assert.Equal(200, status);
        return new TestKey(wallet, body.GetProperty("apiKey").GetString()!, body.GetProperty("secret").GetString()!, body.GetProperty("passphrase").GetString()!);
    }

    public (int Status, JsonElement Body) Call(TestKey key, string method, string path, string body = "") =>
        Call(method, path, body, key.Headers(Now.Seconds, method, path.Split('?')[0], body));

    public VenueResponse? TryCall(TestKey key, string method, string path, string body = "") =>
        TryCall(method, path, body, key.Headers(Now.Seconds, method, path.Split('?')[0], body));

    public SignedOrder Order(TestWallet wallet, string token, Side side, int cents, long shares)
    {
        var (dollars, tokens) = (cents * shares * 10_000, shares * 1_000_000);
        return Signed(wallet, new SignedOrder
        {
            Salt = ++_salt,
            Maker = wallet.Address,
            Signer = wallet.Address,
            TokenId = token,
            MakerAmount = side == Side.Buy ? dollars : tokens,
            TakerAmount = side == Side.Buy ? tokens : dollars,
            Side = side,
            SignatureType = 0,
            Timestamp = Now.Milliseconds,
            Metadata = default,
            Builder = default,
            Signature = default,
        });
    }

    public static SignedOrder Signed(TestWallet wallet, SignedOrder order) =>
        order with { Signature = wallet.Sign(OrderHash.Compute(order, negativeRisk: false)) };

    public static string Hash(SignedOrder order) => "0x" + Convert.ToHexStringLower(OrderHash.Compute(order, negativeRisk: false));

    public static string Body(TestKey key, SignedOrder order, string type = "GTC", bool postOnly = false) => JsonSerializer.Serialize(new
    {
        deferExec = false,
        postOnly,
        order = new
        {
            salt = (long)order.Salt,
            maker = order.Maker.ToString(),
            signer = order.Signer.ToString(),
            tokenId = order.TokenId,
            makerAmount = order.MakerAmount.ToString(),
            takerAmount = order.TakerAmount.ToString(),
            side = order.Side == Side.Buy ? "BUY" : "SELL",
            signatureType = order.SignatureType,
            timestamp = order.Timestamp.ToString(),
            expiration = "0",
            metadata = order.Metadata.ToString(),
            builder = order.Builder.ToString(),
            signature = "0x" + Convert.ToHexStringLower(order.Signature.Span),
        },
        owner = key.Key,
        orderType = type,
    });

    public string PlaceBuy(TestKey key, int cents, long shares, string token = UpToken)
    {
        var order = Order(key.Wallet, token, Side.Buy, cents, shares);
        var (status, body) = Call(key, "POST", "/order", Body(key, order));
        Assert.Equal((200, ""), (status, body.GetProperty("errorMsg").GetString()));
        return Hash(order);
    }

    public static string[] Keys(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}

/// <summary>An API key and the headers it signs.</summary>
internal sealed record TestKey(TestWallet Wallet, string Key, string Secret, string Passphrase)
{
    public string Auth => $$"""{"apiKey":"{{Key}}","secret":"{{Secret}}","passphrase":"{{Passphrase}}"}""";

    public Dictionary<string, string> Headers(long seconds, string method, string path, string body)
    {
        var secret = Convert.FromBase64String(Secret.Replace('-', '+').Replace('_', '/'));
        var signature = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{seconds}{method}{path}{body}"));
        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["POLY_ADDRESS"] = Wallet.Address.ToString(),
            ["POLY_SIGNATURE"] = Convert.ToBase64String(signature).Replace('+', '-').Replace('/', '_'),
            ["POLY_TIMESTAMP"] = seconds.ToString(),
            ["POLY_API_KEY"] = Key,
            ["POLY_PASSPHRASE"] = Passphrase,
        };
    }
}
