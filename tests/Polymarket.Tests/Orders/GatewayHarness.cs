using System.Diagnostics.CodeAnalysis;
using System.Text;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.RateLimits;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.Tests.Orders;

/// <summary>A gateway with one market, a clock moved by hand, and everything it said and sent.</summary>
internal sealed class GatewayHarness : IOrderGatewayEvents, ITokenCatalog, IDisposable
{
    private static readonly MarketSpec Spec = new()
    {
        Slug = "btc-updown-5m-1793491200",
        ConditionId = "0x03e0b2b622495ebee9c6231845eb137fdef205e6115869d5f5dab5d39dd97100",
        UpTokenId = "11",
        DownTokenId = "22",
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        Opens = Timestamp.FromSeconds(1_793_491_200),
        Closes = Timestamp.FromSeconds(1_793_491_500),
        TickSize = TickSize.Cent,
        MinimumOrderSize = Size.Shares(5),
        Fees = FeeSchedule.Crypto,
        Settlement = SettlementRule.TimeWeightedAverage60Seconds,
    };

    private readonly PrivateKey _key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
    private readonly TokenPair _pair;
    private readonly HttpOutbox _outbox = new();
    private int _taken;

    internal GatewayHarness(OrderGatewayOptions? options = null, MarketVersion version = MarketVersion.ConditionalTokens)
    {
        _pair = new TokenPair(new MarketId(0), Spec with { Version = version });
        Gateway = new OrderGateway(
            options ?? new OrderGatewayOptions { Epoch = 7 },
            new OrderSigner(_key),
            new ApiCredential("our-key", "c2VjcmV0", "hush"),
            this,
            this);
    }

    internal OrderGateway Gateway { get; }

    internal Timestamp Now { get; private set; } = Timestamp.FromSeconds(1_793_491_210);

    internal List<OrderReport> Reports { get; } = [];

    internal List<VenueMode> Modes { get; } = [];

    internal List<VenueFill> Fills { get; } = [];

    internal List<SignedIntent> Signed { get; } = [];

    internal OrderReport Last => Reports[^1];

    /// <summary>The calls since the last look.</summary>
    internal IReadOnlyList<HttpCall> Taken()
    {
        var calls = _outbox.Calls.Skip(_taken).ToList();
        _taken = _outbox.Calls.Count;
        return calls;
    }

    internal HttpCall TakenOne() => Assert.Single(Taken());

    internal static string PathOf(HttpCall call) => call.Method + " " + call.PathAndQuery.Split('?')[0];

    internal static string BodyOf(HttpCall call) => Encoding.UTF8.GetString(call.Body.Span);

    internal HttpCall Place(long intent, OrderType type = OrderType.Gtc, OrderPurpose purpose = OrderPurpose.Entry, Side side = Side.Buy)
    {
        Handle(PlaceEffect(intent, type, purpose, side));
        return TakenOne();
    }

    internal Effect PlaceEffect(long intent, OrderType type = OrderType.Gtc, OrderPurpose purpose = OrderPurpose.Entry, Side side = Side.Buy) => new()
    {
        Kind = EffectKind.Place,
        Type = type,
        Purpose = purpose,
        Side = side,
        Outcome = Outcome.Up,
        PostOnly = type == OrderType.Gtc,
        Market = new MarketId(0),
        Price = Price.Cents(47),
        Size = Size.Shares(20),
        Intent = new IntentId(intent),
        At = Now,
    };

    internal void Handle(params ReadOnlySpan<Effect> effects)
    {
        foreach (var effect in effects)
        {
            Gateway.Handle(Now, effect, _outbox);
        }

        Gateway.Flush(Now, _outbox);
    }

    internal void Cancel(long intent) => Handle(new Effect { Kind = EffectKind.Cancel, Intent = new IntentId(intent) });

    internal Hash256 HashOf(long intent)
    {
        Assert.True(Gateway.TryOrder(new IntentId(intent), out var hash));
        return hash;
    }

    /// <summary>A placed order that the venue says rests.</summary>
    internal Hash256 PlaceLive(long intent)
    {
        Answer(Place(intent), 200, Live(intent));
        return HashOf(intent);
    }

    internal string Live(long intent) => Placed(intent, "live");

    internal string Placed(long intent, string status, string making = "", string taking = "") =>
        $$"""{"success":true,"errorMsg":"","orderID":"{{HashOf(intent)}}","status":"{{status}}","makingAmount":"{{making}}","takingAmount":"{{taking}}"}""";

    internal string Told(long intent, string status, string matched = "0") =>
        $$"""{"id":"{{HashOf(intent)}}","status":"{{status}}","original_size":"20","size_matched":"{{matched}}","side":"BUY","price":"0.47"}""";

    internal void Answer(HttpCall call, int status, string body, int retryAfter = 0, RateLimitHeaders limits = default) => End(call, new HttpOutcome
    {
        RateLimit = limits,
        Kind = HttpOutcomeKind.Answered,
        Status = status,
        Body = Encoding.UTF8.GetBytes(body),
        RetryAfterSeconds = retryAfter,
    });

    internal void TimeOut(HttpCall call) => End(call, new HttpOutcome { Kind = HttpOutcomeKind.TimedOut });

    internal void NotSent(HttpCall call) => End(call, new HttpOutcome { Kind = HttpOutcomeKind.NotSent });

    internal void Observe(long intent, OrderReportKind kind, Size matched = default) =>
        Assert.True(Gateway.Observed(Now, HashOf(intent), kind, matched, Reason.None, _outbox));

    /// <summary>Moves the clock, ticking at each deadline on the way.</summary>
    internal void Pass(Duration span)
    {
        var end = Now + span;
        while (Gateway.NextDeadline <= end)
        {
            Now = Timestamp.Later(Now, Gateway.NextDeadline);
            Gateway.Tick(Now, _outbox);
        }

        Now = end;
    }

    internal bool IntentLogWorks { get; set; } = true;

    /// <summary>What the owner says of an order that would be sent a second time.</summary>
    internal bool IsStillWanted { get; set; } = true;

    public bool IsWanted(IntentId intent) => IsStillWanted;

    public bool Signing(Timestamp now, in SignedIntent intent)
    {
        // The intent log must have it before its bytes can leave.
        var salt = "\"salt\":" + intent.Salt.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var signedAt = $"\"timestamp\":\"{intent.TimestampMilliseconds}\"";
        Assert.DoesNotContain(_outbox.Calls, call => BodyOf(call).Contains(salt, StringComparison.Ordinal) && BodyOf(call).Contains(signedAt, StringComparison.Ordinal));
        Signed.Add(intent);
        return IntentLogWorks;
    }

    public void Reported(Timestamp now, in OrderReport report) => Reports.Add(report);

    public void ModeChanged(Timestamp now, VenueMode mode) => Modes.Add(mode);

    internal List<CancelDebt> Debts { get; } = [];

    public void CancelDebtChanged(Timestamp now, in CancelDebt debt) => Debts.Add(debt);

    public void FillsKnown(Timestamp now, ReadOnlySpan<VenueFill> fills) => Fills.AddRange(fills);

    public bool TryMarket(MarketId market, [NotNullWhen(true)] out TokenPair? pair)
    {
        pair = market.Slot == 0 ? _pair : null;
        return pair is not null;
    }

    public bool TryToken(in UInt256 token, [NotNullWhen(true)] out TokenPair? pair, out Outcome outcome)
    {
        outcome = token == _pair.Down ? Outcome.Down : Outcome.Up;
        pair = token == _pair.Up || token == _pair.Down ? _pair : null;
        return pair is not null;
    }

    public void Dispose() => _key.Dispose();

    private void End(HttpCall call, HttpOutcome outcome) => Assert.True(Gateway.Completed(Now, call.Id, outcome, _outbox));
}
