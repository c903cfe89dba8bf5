using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Clob.Markets;
using PolyCloud.Polymarket.Data;

namespace PolyCloud.Polymarket.Client;

/// <summary>The Data API. Throws <see cref="VenueCallException"/> where the venue gives no usable answer. Too slow to trade by: cached for 5 to 300 s.</summary>
public sealed class DataClient(VenueCaller caller)
{
    public IAsyncEnumerable<DataTrade> TradesAsync(DataTradeQuery query, CancellationToken cancellation) =>
        caller.PagesAsync<DataTrade>((id, _, cursor) => DataRequests.Trades(id, query, cursor), "", cancellation);

    /// <param name="type">One of the venue's activity types, or empty for all.</param>
    public IAsyncEnumerable<DataActivity> ActivityAsync(string user, CancellationToken cancellation, string type = "") =>
        caller.PagesAsync<DataActivity>((id, _, cursor) => DataRequests.Activity(id, user, type, null, cursor), "", cancellation);

    /// <param name="status">OPEN, REDEEMABLE, REDEEMABLE_LOST, MERGEABLE, CLOSED, or empty.</param>
    public IAsyncEnumerable<DataPosition> PositionsAsync(string user, CancellationToken cancellation, string status = "") =>
        caller.PagesAsync<DataPosition>((id, _, cursor) => DataRequests.Positions(id, user, null, status, null, cursor), "", cancellation);

    public IAsyncEnumerable<LeaderboardPlace> LeaderboardAsync(CancellationToken cancellation, string period = "day", string sortBy = "PNL") =>
        caller.PagesAsync<LeaderboardPlace>((id, _, cursor) => DataRequests.Leaderboard(id, period, sortBy, null, cursor), "", cancellation);

    /// <summary>Null where the condition is not known.</summary>
    public async Task<DataResolution?> ResolutionAsync(string conditionId, CancellationToken cancellation) =>
        await caller.ReadAsync((id, _) => DataRequests.Resolutions(id, conditionId), Resolutions, cancellation) is { Count: > 0 } rows ? rows[0] : null;

    public Task<NamedFigures> UserProfitAsync(string user, CancellationToken cancellation) => caller.ReadAsync<NamedFigures>((id, _) => DataRequests.UserProfit(id, user), cancellation);

    public Task<NamedFigures> UserStatisticsAsync(string user, CancellationToken cancellation) =>
        caller.ReadAsync<NamedFigures>((id, _) => DataRequests.UserStatistics(id, user), cancellation);

    public Task<WalletValue> ValueAsync(string user, CancellationToken cancellation) => caller.ReadAsync(
        (id, _) => DataRequests.Value(id, user), body => Answer.Data<WalletValue>(body) ?? Answer.One<WalletValue>(body), cancellation);

    public IAsyncEnumerable<TokenHolder> HoldersAsync(string conditionId, CancellationToken cancellation) =>
        caller.PagesAsync<TokenHolder>((id, _, cursor) => DataRequests.Holders(id, conditionId, null, cursor), "", cancellation);

    public Task<IReadOnlyList<MarketOpenInterest>> OpenInterestAsync(IReadOnlyList<string> conditions, CancellationToken cancellation) =>
        caller.RowsAsync<MarketOpenInterest>((id, _) => DataRequests.OpenInterest(id, conditions), cancellation);

    public Task<IReadOnlyList<WalletApproval>> ApprovalsAsync(string user, CancellationToken cancellation) =>
        caller.RowsAsync<WalletApproval>((id, _) => DataRequests.Approvals(id, user), cancellation);

    public Task<IReadOnlyList<PricePoint>> PricesHistoryAsync(string tokenId, CancellationToken cancellation, string interval = "1h") =>
        caller.RowsAsync<PricePoint>((id, _) => DataRequests.PricesHistory(id, tokenId, interval), cancellation);

    /// <summary>Whether the service answers.</summary>
    public async Task<bool> IsUpAsync(CancellationToken cancellation) => (await caller.OnceAsync((id, _) => DataRequests.Status(id), cancellation)).IsSuccess;

    private static IReadOnlyList<DataResolution>? Resolutions(ReadOnlyMemory<byte> body) =>
        Answer.Page<DataResolution>(body)?.Rows ?? (LooseElement.TryParse(body, out var json) && json.IsObject ? Answer.Data<DataResolution>(body) is { } only ? [only] : [] : null);
}
