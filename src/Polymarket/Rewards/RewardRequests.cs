using System.Globalization;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Rewards;

/// <summary>Requests about liquidity rewards and maker rebates that anybody may make.</summary>
public static class RewardRequests
{
    /// <summary>One page of the markets that pay rewards now.</summary>
    public static HttpCall Current(long id, string cursor = TradingRequests.FirstPage) => Get(id, new PathQuery("/rewards/markets/current").With("next_cursor", cursor));

    /// <summary>The rewards of one market.</summary>
    public static HttpCall Market(long id, string conditionId, string cursor = TradingRequests.FirstPage) =>
        Get(id, new PathQuery("/rewards/markets/" + Uri.EscapeDataString(conditionId)).With("next_cursor", cursor));

    /// <summary>One page of markets with their rewards and competition.</summary>
    public static HttpCall Several(long id, string cursor = TradingRequests.FirstPage) => Get(id, new PathQuery("/rewards/markets/multi").With("next_cursor", cursor));

    /// <summary>Rebates a maker has accrued on a day (UTC).</summary>
    public static HttpCall Rebates(long id, DateOnly day, string makerAddress) => Get(
        id, new PathQuery("/rebates/current").With("date", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).With("maker_address", makerAddress));

    private static HttpCall Get(long id, PathQuery path) => path.Get(id, VenueService.Clob);
}
