using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Http;

/// <summary>Which resting orders would earn liquidity rewards (venue documentation, programs/liquidity-rewards); the windows carry no pool.</summary>
internal static class RewardRules
{
    public const int MinimumShares = 50;
    public const string MaximumSpreadCents = "4.5";
    public const int MinimumAgeSeconds = 30;

    /// <summary>In half price units: 4.5 cents.</summary>
    private const int MaximumSpreadHalfUnits = 900;

    /// <summary>Large enough, near enough to the middle, and resting long enough.</summary>
    public static bool Scores(Timestamp now, VenueOrder order, MarketFeed feed)
    {
        var distance = Math.Abs((2 * order.Price.Units) - feed.HintHalfUnits(order.Order.Outcome));
        return order.Status == VenueOrderStatus.Live
            && order.Remaining >= Size.Shares(MinimumShares)
            && distance < MaximumSpreadHalfUnits
            && now - order.Created >= Duration.FromSeconds(MinimumAgeSeconds);
    }
}
