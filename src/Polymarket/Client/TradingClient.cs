using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Accounts;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Heartbeats;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Client;

/// <summary>
/// Orders, cancels and the account of one credential, for tools. Placements and cancels are sent once and have outcomes instead of
/// errors; everything else throws <see cref="VenueCallException"/> where the venue gives no usable answer.
/// </summary>
public sealed class TradingClient(VenueCaller caller, TradingRequests requests)
{
    public async Task<PlacementOutcome> PlaceAsync(SignedOrder order, CancellationToken cancellation) => PlacementOutcome.Of(
        PlacementVerdict.Of(await caller.OnceAsync((id, now) => requests.PostOrder(id, now, order.Entry), cancellation), order.Order), order.Order);

    /// <summary>Places up to <see cref="TradingRequests.MaximumBatch"/> orders; one outcome each, in the same order. Never sent twice.</summary>
    public async Task<IReadOnlyList<PlacementOutcome>> PlaceAsync(IReadOnlyList<SignedOrder> orders, CancellationToken cancellation)
    {
        var outcome = await caller.OnceAsync((id, now) => requests.PostOrders(id, now, [.. orders.Select(order => order.Entry)]), cancellation);
        var verdicts = BatchVerdicts.Of(outcome, [.. orders.Select(order => order.Order)]);
        return [.. orders.Select((order, index) => PlacementOutcome.Of(verdicts[index], order.Order))];
    }

    public async Task<CancelOutcome> CancelAsync(Hash256 order, CancellationToken cancellation) =>
        CancelOutcome.Of(await caller.OnceAsync((id, now) => requests.CancelOrder(id, now, order), cancellation), [order])[0];

    /// <summary>Cancels up to <see cref="TradingRequests.MaximumCancels"/> orders; one outcome each, in the same order.</summary>
    public async Task<IReadOnlyList<CancelOutcome>> CancelAsync(IReadOnlyList<Hash256> orders, CancellationToken cancellation) =>
        CancelOutcome.Of(await caller.OnceAsync((id, now) => requests.CancelOrders(id, now, orders), cancellation), orders);

    /// <summary>Cancels everything of this credential.</summary>
    public Task<CancelAnswer> CancelAllAsync(CancellationToken cancellation) => SweepAsync(requests.CancelAll, cancellation);

    public Task<CancelAnswer> CancelMarketAsync(string conditionId, CancellationToken cancellation) =>
        SweepAsync((id, now) => requests.CancelMarket(id, now, conditionId), cancellation);

    public Task<CancelAnswer> CancelTokenAsync(UInt256 token, CancellationToken cancellation) => SweepAsync((id, now) => requests.CancelToken(id, now, token), cancellation);

    /// <summary>Null where the venue does not know it, or no longer.</summary>
    public async Task<AccountOrder?> OrderAsync(Hash256 order, CancellationToken cancellation)
    {
        try
        {
            return await caller.ReadAsync<AccountOrder>((id, now) => requests.Order(id, now, order), cancellation);
        }
        catch (VenueCallException problem) when (problem.IsNotFound || problem.Status is >= 200 and < 300)
        {
            // 404, null and an empty object all say: not here.
            return null;
        }
    }

    /// <summary>The live orders of this credential; another credential of the same wallet has its own.</summary>
    /// <param name="conditionId">One market, or empty for all.</param>
    public IAsyncEnumerable<AccountOrder> OrdersAsync(CancellationToken cancellation, string conditionId = "") =>
        caller.PagesAsync<AccountOrder>((id, now, cursor) => requests.Orders(id, now, cursor, conditionId), TradingRequests.FirstPage, cancellation);

    /// <param name="conditionId">One market, or empty for all.</param>
    /// <param name="after">Only trades matched after this moment.</param>
    public IAsyncEnumerable<AccountTrade> TradesAsync(CancellationToken cancellation, string conditionId = "", Timestamp after = default) =>
        caller.PagesAsync<AccountTrade>((id, now, cursor) => requests.Trades(id, now, cursor, conditionId, after), TradingRequests.FirstPage, cancellation);

    /// <summary>How the trades of a placement have settled: each of them, because one may fail while the others confirm.</summary>
    public async Task<TradeSettlement> SettlementAsync(IReadOnlyList<string> tradeIds, CancellationToken cancellation)
    {
        var found = new List<AccountTrade>();
        foreach (var tradeId in tradeIds)
        {
            found.AddRange(await caller.RowsAsync<AccountTrade>((id, now) => requests.Trade(id, now, tradeId), cancellation));
        }

        return TradeSettlement.Of(tradeIds, found);
    }

    public async Task<bool> IsScoringAsync(Hash256 order, CancellationToken cancellation) =>
        (await caller.ReadAsync<OrderScoring>((id, now) => requests.OrderScoring(id, now, order), cancellation)).IsScoring;

    public async Task<IReadOnlyDictionary<string, bool>> AreScoringAsync(IReadOnlyList<Hash256> orders, CancellationToken cancellation) =>
        (await caller.ReadAsync((id, now) => requests.OrdersScoring(id, now, orders), Answer.One<OrdersScoring>, cancellation)).Orders;

    /// <summary>Micro-dollars, and what the exchange may take of them.</summary>
    public Task<BalanceAnswer> CollateralAsync(CancellationToken cancellation) => BalanceAsync(requests.CollateralBalance, cancellation);

    /// <summary>Micro-shares, and what the exchange may take of them, as the venue's cache has it.</summary>
    public Task<BalanceAnswer> TokenAsync(UInt256 token, CancellationToken cancellation) =>
        BalanceAsync((id, now) => requests.TokenBalance(id, now, token.ToString()), cancellation);

    /// <summary>What can safely be sold of a token now: the venue looks at the wallet again first, and dust is left.</summary>
    public async Task<Size> SellableAsync(UInt256 token, CancellationToken cancellation)
    {
        await RefreshTokenAsync(token, cancellation);
        var balance = await TokenAsync(token, cancellation);
        return SellableSize.Of(new Size(balance.Balance));
    }

    /// <summary>Has the venue look at the wallet's collateral again, after a deposit, an approval, a split or a redeem.</summary>
    public Task RefreshCollateralAsync(CancellationToken cancellation) => TouchAsync(requests.RefreshCollateral, cancellation);

    public Task RefreshTokenAsync(UInt256 token, CancellationToken cancellation) => TouchAsync((id, now) => requests.RefreshToken(id, now, token), cancellation);

    /// <summary>One beat of the dead-man switch, which arms it: a process that starts it must go on, or all its orders are cancelled.</summary>
    /// <param name="heartbeatId">The last answer's id; empty for the first.</param>
    public async Task<HeartbeatAnswer> HeartbeatAsync(string heartbeatId, CancellationToken cancellation) =>
        HeartbeatAnswer.Of(await caller.OnceAsync((id, now) => requests.Heartbeat(id, now, heartbeatId), cancellation));

    public Task<IReadOnlyList<AccountNotification>> NotificationsAsync(CancellationToken cancellation) => caller.RowsAsync<AccountNotification>(requests.Notifications, cancellation);

    public Task DropNotificationsAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        TouchAsync((id, now) => requests.DropNotifications(id, now, ids), cancellation);

    public async Task<bool> IsClosedOnlyAsync(CancellationToken cancellation) => (await caller.ReadAsync<ClosedOnlyAnswer>(requests.ClosedOnly, cancellation)).IsClosedOnly;

    /// <summary>The venue's name of this signer's tier.</summary>
    public async Task<string> RateLimitTierAsync(CancellationToken cancellation) =>
        (await caller.ReadAsync(requests.RateLimitTier, Answer.One<RateLimitTierAnswer>, cancellation)).Tier;

    private Task<CancelAnswer> SweepAsync(Func<long, Timestamp, HttpCall> build, CancellationToken cancellation) =>
        caller.DoAsync(build, body => CancelAnswer.TryRead(body.Span, out var answer) ? answer : null, cancellation);

    private async Task<BalanceAnswer> BalanceAsync(Func<long, Timestamp, HttpCall> build, CancellationToken cancellation) =>
        (await caller.ReadAsync(build, body => BalanceAnswer.TryRead(body.Span, out var answer) ? new Balance(answer) : null, cancellation)).Answer;

    private Task TouchAsync(Func<long, Timestamp, HttpCall> build, CancellationToken cancellation) => caller.DoAsync(build, _ => "done", cancellation);

    private sealed record Balance(BalanceAnswer Answer);
}
