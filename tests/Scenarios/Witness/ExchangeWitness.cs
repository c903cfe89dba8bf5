using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Research.InProcess;

namespace PolyCloud.Scenarios.Witness;

/// <summary>Asks the exchange itself, over its wire and in the worker's name, what it knows of the worker's orders and trades.</summary>
internal sealed class ExchangeWitness : IDisposable
{
    private readonly HttpPump _http;
    private readonly PrivateKey _key;
    private long _calls;

    public ExchangeWitness(string address, ulong seed)
    {
        var exchange = new Uri(address);
        _http = new HttpPump(new Dictionary<VenueService, Uri> { [VenueService.Clob] = exchange, [VenueService.Gamma] = exchange }, TimeProvider.System);
        _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(seed));
    }

    /// <summary>The credential of a worker epoch; null where it was never made or is deleted.</summary>
    public async Task<TradingRequests?> CredentialAsync(long epoch)
    {
        var outcome = await _http.SendAsync(CredentialRequests.Derive(++_calls, await NowAsync(), _key, epoch) with { Timeout = Patience }, CancellationToken.None);
        Assert.Equal(HttpOutcomeKind.Answered, outcome.Kind);
        return outcome.IsSuccess && CredentialAnswer.TryRead(outcome.Body.Span, out var credential) ? new TradingRequests(credential!, _key.Address) : null;
    }

    /// <summary>The open orders of one credential.</summary>
    public async Task<IReadOnlyList<OpenOrder>> OpenOrdersAsync(TradingRequests credential)
    {
        var orders = new List<OpenOrder>();
        for (var cursor = TradingRequests.FirstPage; cursor != TradingRequests.LastPage;)
        {
            var body = await AskAsync(credential.Orders(++_calls, await NowAsync(), cursor));
            Assert.True(DataPage.TryReadOrders(body.Span, orders, out cursor, out var skipped) && skipped == 0, Encoding.UTF8.GetString(body.Span));
        }

        return orders;
    }

    /// <summary>Shares of Up and Down of a window that the wallet holds by all its trades, under whatever credential they were made.</summary>
    public async Task<(decimal Up, decimal Down)> PositionAsync(TradingRequests credential, string slug)
    {
        var (condition, up, down) = await WindowAsync(slug);
        var fills = new List<VenueFill>();
        for (var cursor = TradingRequests.FirstPage; cursor != TradingRequests.LastPage;)
        {
            var body = await AskAsync(credential.Trades(++_calls, await NowAsync(), cursor, condition));
            var owner = TradeOwner.OfWallet(_key.Address.ToString());
            Assert.True(DataPage.TryReadTrades(body.Span, owner, NoTokens.Instance, fills, out cursor, out var skipped) && skipped == 0, Encoding.UTF8.GetString(body.Span));
        }

        return (Held(fills, up), Held(fills, down));
    }

    /// <summary>Settled shares of Up and Down of a window that the wallet holds, merges and redemptions counted.</summary>
    public async Task<(decimal Up, decimal Down)> HeldAsync(TradingRequests credential, string slug)
    {
        var (_, up, down) = await WindowAsync(slug);
        return (await BalanceAsync(credential, up), await BalanceAsync(credential, down));
    }

    public void Dispose()
    {
        _http.Dispose();
        _key.Dispose();
    }

    /// <summary>In the exchange's time a fast clock would make the usual five seconds short.</summary>
    private static Duration Patience => Duration.FromSeconds(30);

    private static decimal Held(List<VenueFill> fills, UInt256 token) => fills
        .Where(fill => fill.Token == token && fill.Status != FillStatus.Failed)
        .Sum(fill => (fill.Side == Side.Buy ? 1 : -1) * fill.Size.Units / 1_000_000m);

    private async Task<decimal> BalanceAsync(TradingRequests credential, UInt256 token)
    {
        var body = await AskAsync(credential.TokenBalance(++_calls, await NowAsync(), token.ToString()));
        Assert.True(BalanceAnswer.TryRead(body.Span, out var answer), Encoding.UTF8.GetString(body.Span));
        return answer.Balance / 1_000_000m;
    }

    private async Task<(string Condition, UInt256 Up, UInt256 Down)> WindowAsync(string slug)
    {
        var market = await MarketAsync("/markets?slug=" + slug) ?? await MarketAsync("/markets?closed=true&slug=" + slug);
        Assert.NotNull(market);
        var tokens = JsonNode.Parse((string)market["clobTokenIds"]!)!.AsArray();
        Assert.True(UInt256.TryParse((string)tokens[0]!, out var up) & UInt256.TryParse((string)tokens[1]!, out var down));
        return ((string)market["conditionId"]!, up, down);
    }

    private async Task<JsonNode?> MarketAsync(string question)
    {
        var body = await AskAsync(new HttpCall { Id = ++_calls, Service = VenueService.Gamma, Method = "GET", PathAndQuery = question });
        return JsonNode.Parse(body.Span)!.AsArray().SingleOrDefault();
    }

    private async Task<Timestamp> NowAsync()
    {
        var body = await AskAsync(new HttpCall { Id = ++_calls, Service = VenueService.Clob, Method = "GET", PathAndQuery = "/time" });
        return Timestamp.FromSeconds(long.Parse(Encoding.ASCII.GetString(body.Span), CultureInfo.InvariantCulture));
    }

    private async Task<ReadOnlyMemory<byte>> AskAsync(HttpCall call)
    {
        var outcome = await _http.SendAsync(call with { Timeout = Patience }, CancellationToken.None);
        Assert.True(outcome.IsSuccess, $"{call.Method} {call.PathAndQuery}: {outcome.Kind} {outcome.Status} {Encoding.UTF8.GetString(outcome.Body.Span)}");
        return outcome.Body;
    }

    /// <summary>Fees do not matter here: every token may stay unknown.</summary>
    private sealed class NoTokens : ITokenCatalog
    {
        public static NoTokens Instance { get; } = new();

        public bool TryMarket(MarketId market, [NotNullWhen(true)] out TokenPair? pair)
        {
            pair = null;
            return false;
        }

        public bool TryToken(in UInt256 token, [NotNullWhen(true)] out TokenPair? pair, out Outcome outcome)
        {
            pair = null;
            outcome = default;
            return false;
        }
    }
}
