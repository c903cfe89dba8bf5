using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Rewards;

namespace PolyCloud.Polymarket.Client;

/// <summary>Liquidity rewards and maker rebates. Throws <see cref="VenueCallException"/> where the venue gives no usable answer.</summary>
public sealed class RewardsClient(VenueCaller caller)
{
    /// <summary>Markets that pay rewards now.</summary>
    public IAsyncEnumerable<RewardMarket> CurrentAsync(CancellationToken cancellation) =>
        caller.PagesAsync<RewardMarket>((id, _, cursor) => RewardRequests.Current(id, cursor), TradingRequests.FirstPage, cancellation);

    /// <summary>Markets with their rewards and competition.</summary>
    public IAsyncEnumerable<RewardMarket> SeveralAsync(CancellationToken cancellation) =>
        caller.PagesAsync<RewardMarket>((id, _, cursor) => RewardRequests.Several(id, cursor), TradingRequests.FirstPage, cancellation);

    public IAsyncEnumerable<RewardMarket> OfMarketAsync(string conditionId, CancellationToken cancellation) =>
        caller.PagesAsync<RewardMarket>((id, _, cursor) => RewardRequests.Market(id, conditionId, cursor), TradingRequests.FirstPage, cancellation);

    public Task<IReadOnlyList<RebateAccrual>> RebatesAsync(DateOnly day, string makerAddress, CancellationToken cancellation) =>
        caller.RowsAsync<RebateAccrual>((id, _) => RewardRequests.Rebates(id, day, makerAddress), cancellation);

    public IAsyncEnumerable<Earning> EarningsAsync(TradingRequests account, DateOnly day, CancellationToken cancellation) =>
        caller.PagesAsync<Earning>((id, now, cursor) => account.Earnings(id, now, day, cursor), TradingRequests.FirstPage, cancellation);

    public Task<IReadOnlyList<Earning>> TotalAsync(TradingRequests account, DateOnly day, CancellationToken cancellation) =>
        caller.RowsAsync<Earning>((id, now) => account.TotalEarnings(id, now, day), cancellation);

    public async Task<IReadOnlyDictionary<string, decimal>> SharesAsync(TradingRequests account, CancellationToken cancellation) =>
        (await caller.ReadAsync(account.RewardPercentages, Answer.One<RewardShares>, cancellation)).Percent;

    public IAsyncEnumerable<RewardMarket> MarketsAsync(TradingRequests account, DateOnly day, CancellationToken cancellation) =>
        caller.PagesAsync<RewardMarket>((id, now, cursor) => account.RewardMarkets(id, now, day, cursor), TradingRequests.FirstPage, cancellation);
}
