using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>Copies what limits and breakers see out for people, counted by the very sums the limits use.</summary>
internal static class RiskReport
{
    public static RiskView Of(World world, CircuitBreakers breakers, MarketTable markets, OrderTable orders, int bots)
    {
        var commitments = new Commitments(markets, orders, bots);
        var portfolio = breakers.Portfolio;
        return new RiskView
        {
            Equity = portfolio.Equity,
            Peak = portfolio.Peak,
            AtDayBegin = portfolio.AtDayBegin,
            Today = portfolio.RealizedToday + portfolio.OpenLoss,
            OpenLoss = portfolio.OpenLoss,
            DailyLossHit = breakers.IsDailyLossHit,
            Flatten = world.Flatten,
            VenueWhy = breakers.Venue.Why,
            VenuePausedUntil = breakers.Venue.PausedUntil,
            Collateral = world.Collateral,
            Committed = commitments.Total,
            OpenNotional = commitments.OpenNotional,
            CommittedByBot = [.. Enumerable.Range(0, bots).Select(bot => commitments.OfBot(new(bot)))],
            Markets = [.. ExposuresOf(markets, orders)],
        };
    }

    private static List<MarketExposure> ExposuresOf(MarketTable markets, OrderTable orders)
    {
        var exposures = new List<MarketExposure>(markets.Count);
        foreach (var id in markets.Active)
        {
            var exposure = Exposure.Of(markets[id], orders);
            exposures.Add(new MarketExposure(
                id, Size.Max(exposure.Highest.Magnitude, exposure.Lowest.Magnitude), exposure.CostShares + exposure.OpenShares, exposure.Cost + exposure.OpenBuys, exposure.OpenNotional));
        }

        return exposures;
    }
}
