using System.Globalization;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Clob;

/// <summary>Requests in the name of one API credential. Every call is complete: the body's bytes are the ones that were signed.</summary>
public sealed class TradingRequests
{
    /// <summary>The cursor of the first page.</summary>
    public const string FirstPage = "MA==";

    /// <summary>The cursor after the last page.</summary>
    public const string LastPage = "LTE=";

    /// <summary>Orders in one batch placement.</summary>
    public const int MaximumBatch = 15;

    /// <summary>Ids in one batch cancel.</summary>
    public const int MaximumCancels = 1000;

    private readonly ApiCredential _credential;
    private readonly string _address;
    private readonly SignatureType _signatureType;
    private (long Seconds, string Text) _moment = (-1, "");

    public TradingRequests(ApiCredential credential, EthereumAddress address, SignatureType signatureType = SignatureType.ExternallyOwnedAccount)
    {
        _credential = credential;
        _address = address.ToString();
        _signatureType = signatureType;
    }

    /// <summary>Places one order; <paramref name="entry"/> is an <see cref="OrderBody"/>.</summary>
    /// <param name="timeout">Longest wait for the answer; null leaves the pump's own.</param>
    public HttpCall PostOrder(long id, Timestamp now, ReadOnlyMemory<byte> entry, Duration? timeout = null) => Build(id, now, "POST", "/order", "", entry, timeout);

    /// <summary>Places up to <see cref="MaximumBatch"/> orders; the answers come in the same order.</summary>
    public HttpCall PostOrders(long id, Timestamp now, IReadOnlyList<ReadOnlyMemory<byte>> entries, Duration? timeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, MaximumBatch);
        return Build(id, now, "POST", "/orders", "", OrderBody.Batch(entries), timeout);
    }

    public HttpCall CancelOrder(long id, Timestamp now, in Hash256 order) =>
        Build(id, now, "DELETE", "/order", "", Encoding.ASCII.GetBytes($"{{\"orderID\":\"{order}\"}}"));

    public HttpCall CancelOrders(long id, Timestamp now, IReadOnlyList<Hash256> orders)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orders.Count, MaximumCancels);
        return Build(id, now, "DELETE", "/orders", "", IdList(orders));
    }

    public HttpCall CancelAll(long id, Timestamp now) => Build(id, now, "DELETE", "/cancel-all", "", default);

    public HttpCall CancelMarket(long id, Timestamp now, string conditionId) =>
        Build(id, now, "DELETE", "/cancel-market-orders", "", Encoding.UTF8.GetBytes($"{{\"market\":\"{conditionId}\"}}"));

    /// <summary>Cancels the orders on one outcome token only.</summary>
    public HttpCall CancelToken(long id, Timestamp now, in UInt256 token) =>
        Build(id, now, "DELETE", "/cancel-market-orders", "", Encoding.UTF8.GetBytes($"{{\"asset_id\":\"{token}\"}}"));

    public HttpCall Order(long id, Timestamp now, in Hash256 order) => Build(id, now, "GET", $"/data/order/{order}", "", default);

    /// <summary>One page of live orders of this credential.</summary>
    /// <param name="conditionId">One market, or empty for all.</param>
    public HttpCall Orders(long id, Timestamp now, string cursor = FirstPage, string conditionId = "") =>
        Build(id, now, "GET", "/data/orders", Query(cursor, conditionId, default), default);

    /// <summary>One page of trades of the wallet, newest first.</summary>
    /// <param name="conditionId">One market, or empty for all.</param>
    /// <param name="after">Only trades matched after this moment (seconds), or the default for all.</param>
    public HttpCall Trades(long id, Timestamp now, string cursor = FirstPage, string conditionId = "", Timestamp after = default) =>
        Build(id, now, "GET", "/data/trades", Query(cursor, conditionId, after), default);

    /// <summary>The trades of this id: one, or none.</summary>
    public HttpCall Trade(long id, Timestamp now, string tradeId) => Build(id, now, "GET", new PathQuery("/data/trades").With("id", tradeId));

    /// <summary>Whether this order earns rewards now.</summary>
    public HttpCall OrderScoring(long id, Timestamp now, in Hash256 order) => Build(id, now, "GET", new PathQuery("/order-scoring").With("order_id", order.ToString()));

    /// <summary>Which of these orders earn rewards now.</summary>
    public HttpCall OrdersScoring(long id, Timestamp now, IReadOnlyList<Hash256> orders)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orders.Count, MaximumCancels);
        return Build(id, now, "POST", "/orders-scoring", "", IdList(orders));
    }

    /// <summary>What the venue noted for this account.</summary>
    public HttpCall Notifications(long id, Timestamp now) =>
        Build(id, now, "GET", new PathQuery("/notifications").With("signature_type", (long)_signatureType));

    /// <summary>Marks notifications as seen.</summary>
    public HttpCall DropNotifications(long id, Timestamp now, IReadOnlyList<string> notificationIds) =>
        Build(id, now, "DELETE", new PathQuery("/notifications").With("ids", string.Join(',', notificationIds)));

    /// <summary>The signer's tier of placement and cancel budgets.</summary>
    public HttpCall RateLimitTier(long id, Timestamp now) => Build(id, now, "GET", new PathQuery("/v1/user/rate-limit-tier"));

    /// <summary>Rewards earned on a day (UTC), by market.</summary>
    public HttpCall Earnings(long id, Timestamp now, DateOnly day, string cursor = FirstPage) => Build(id, now, "GET", Rewards("/rewards/user", day).With("next_cursor", cursor));

    /// <summary>Rewards earned on a day (UTC), summed by asset.</summary>
    public HttpCall TotalEarnings(long id, Timestamp now, DateOnly day) => Build(id, now, "GET", Rewards("/rewards/user/total", day));

    /// <summary>This account's share of each market's rewards now.</summary>
    public HttpCall RewardPercentages(long id, Timestamp now) => Build(id, now, "GET", Rewards("/rewards/user/percentages", null));

    /// <summary>Reward markets with this account's earnings on a day (UTC).</summary>
    public HttpCall RewardMarkets(long id, Timestamp now, DateOnly day, string cursor = FirstPage) =>
        Build(id, now, "GET", Rewards("/rewards/user/markets", day).With("next_cursor", cursor));

    /// <summary>The ids of this wallet's credentials.</summary>
    public HttpCall ApiKeys(long id, Timestamp now) => Build(id, now, "GET", new PathQuery("/auth/api-keys"));

    public HttpCall CreateBuilderKey(long id, Timestamp now) => Build(id, now, "POST", "/auth/builder-api-key", "", default);

    public HttpCall BuilderKeys(long id, Timestamp now) => Build(id, now, "GET", new PathQuery("/auth/builder-api-key"));

    public HttpCall DeleteBuilderKey(long id, Timestamp now) => Build(id, now, "DELETE", "/auth/builder-api-key", "", default);

    public HttpCall CreateReadonlyKey(long id, Timestamp now) => Build(id, now, "POST", "/auth/readonly-api-key", "", default);

    public HttpCall ReadonlyKeys(long id, Timestamp now) => Build(id, now, "GET", new PathQuery("/auth/readonly-api-keys"));

    public HttpCall DeleteReadonlyKey(long id, Timestamp now, string key) =>
        Build(id, now, "DELETE", "/auth/readonly-api-key", "", JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["key"] = key }));

    /// <summary>Spendable collateral and what the exchange may take of it.</summary>
    public HttpCall CollateralBalance(long id, Timestamp now) =>
        Build(id, now, "GET", "/balance-allowance", $"?asset_type=COLLATERAL&signature_type={(int)_signatureType}", default);

    /// <summary>Balance of one outcome token.</summary>
    public HttpCall TokenBalance(long id, Timestamp now, string tokenId) => Build(
        id, now, "GET", "/balance-allowance", $"?asset_type={AssetTypes.Of(tokenId)}&token_id={tokenId}&signature_type={(int)_signatureType}", default);

    /// <summary>Has the venue look at the wallet's collateral again: its own picture is a cache.</summary>
    public HttpCall RefreshCollateral(long id, Timestamp now) =>
        Build(id, now, "GET", "/balance-allowance/update", $"?asset_type=COLLATERAL&signature_type={(int)_signatureType}", default);

    /// <summary>Has the venue look at the wallet's balance of one outcome token again: its own picture is a cache.</summary>
    public HttpCall RefreshToken(long id, Timestamp now, in UInt256 token) => Build(
        id, now, "GET", "/balance-allowance/update", $"?asset_type={AssetTypes.Of(token)}&token_id={token}&signature_type={(int)_signatureType}", default);

    /// <summary>One beat of the dead-man switch; the empty id starts a chain.</summary>
    public HttpCall Heartbeat(long id, Timestamp now, string heartbeatId) =>
        Build(id, now, "POST", "/v1/heartbeats", "", Encoding.UTF8.GetBytes($"{{\"heartbeat_id\":\"{heartbeatId}\"}}"));

    /// <summary>Whether the account may only reduce positions.</summary>
    public HttpCall ClosedOnly(long id, Timestamp now) => Build(id, now, "GET", "/auth/ban-status/closed-only", "", default);

    /// <summary>Deletes this very credential: the fence of a takeover.</summary>
    public HttpCall DeleteCredential(long id, Timestamp now) => Build(id, now, "DELETE", "/auth/api-key", "", default);

    private static byte[] IdList(IReadOnlyList<Hash256> orders) => Encoding.ASCII.GetBytes("[" + string.Join(',', orders.Select(order => $"\"{order}\"")) + "]");

    private PathQuery Rewards(string path, DateOnly? day) => new PathQuery(path)
        .With("date", day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        .With("signature_type", (long)_signatureType);

    private string SecondsOf(Timestamp now)
    {
        if (_moment.Seconds != now.Seconds)
        {
            _moment = (now.Seconds, now.Seconds.ToString(CultureInfo.InvariantCulture));
        }

        return _moment.Text;
    }

    private HttpCall Build(long id, Timestamp now, string method, PathQuery path) => Build(id, now, method, path.Path, path.Query, default);

    private static string Query(string cursor, string conditionId, Timestamp after)
    {
        var query = "?next_cursor=" + Uri.EscapeDataString(cursor);
        if (conditionId.Length > 0)
        {
            query += "&market=" + Uri.EscapeDataString(conditionId);
        }

        return after.Seconds > 0 ? query + "&after=" + after.Seconds.ToString(CultureInfo.InvariantCulture) : query;
    }

    private HttpCall Build(long id, Timestamp now, string method, string path, string query, ReadOnlyMemory<byte> body, Duration? timeout = null) => new()
    {
        Id = id,
        Service = VenueService.Clob,
        Method = method,
        PathAndQuery = path + query,
        Headers = VenueHeaders.Credential(_credential, _address, now, SecondsOf(now), method, path, body.Span),
        Body = body,
        Timeout = timeout ?? HttpCall.DefaultTimeout,
    };
}
