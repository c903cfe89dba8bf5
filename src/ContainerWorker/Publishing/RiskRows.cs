using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Publishing;

/// <summary>Limits as gauges, breakers with what trips them, and exposure by price zone.</summary>
internal static class RiskRows
{
    private const string Portfolio = "portfolio";
    private const string Usd = "USD";
    private const string Shares = "shares";

    public static RiskSnapshot Of(RiskView risk, RiskOptions limits, IReadOnlyList<MarketSnapshot> markets, IReadOnlyList<BotSnapshot> bots, Timestamp now) => new()
    {
        Equity = risk.Equity,
        Peak = risk.Peak,
        Today = risk.Today,
        OpenLoss = risk.OpenLoss,
        Unrealized = new Money(markets.Sum(static market => market.View.UnrealizedPnl.Micros)),
        Collateral = risk.Collateral,
        Committed = risk.Committed,
        Flatten = risk.Flatten,
        Gauges = GaugesOf(risk, limits, markets, bots),
        Breakers = BreakersOf(risk, limits, bots, now),
        Zones = ZonesOf(markets),
    };

    private static List<RiskGauge> GaugesOf(RiskView risk, RiskOptions limits, IReadOnlyList<MarketSnapshot> markets, IReadOnlyList<BotSnapshot> bots)
    {
        List<RiskGauge> gauges =
        [
            InMoney("maximumDailyLoss", Portfolio, risk.Today < Money.Zero ? -risk.Today : Money.Zero, DayLimit(risk, limits)),
            InMoney("maximumTotalNotional", Portfolio, risk.Committed, limits.MaximumTotalNotional),
            InMoney("maximumTotalOpenNotional", Portfolio, risk.OpenNotional, limits.MaximumTotalOpenNotional),
        ];
        foreach (var bot in bots)
        {
            gauges.Add(InMoney("botCapital", bot.Id, bot.Committed, bot.View.Capital));
        }

        foreach (var exposure in risk.Markets)
        {
            var slug = markets.First(market => market.View.Market == exposure.Market).Id;
            gauges.Add(InShares("maximumNetExposure", slug, exposure.WorstNet, limits.MaximumNetExposure));
            gauges.Add(InShares("maximumGrossExposure", slug, exposure.Gross, limits.MaximumGrossExposure));
            gauges.Add(InMoney("maximumMarketNotional", slug, exposure.Committed, limits.MaximumMarketNotional));
            gauges.Add(InMoney("maximumOpenNotional", slug, exposure.OpenNotional, limits.MaximumOpenNotional));
        }

        return gauges;
    }

    private static List<BreakerSnapshot> BreakersOf(RiskView risk, RiskOptions limits, IReadOnlyList<BotSnapshot> bots, Timestamp now)
    {
        var pausedByVenue = risk.VenuePausedUntil > now;
        List<BreakerSnapshot> breakers =
        [
            new(Reason.DailyLossLimit, Portfolio, risk.DailyLossHit, Timestamp.Never, RunSummaryBuilder.ToDecimal(new Money(Math.Max(0, -risk.Today.Micros))), RunSummaryBuilder.ToDecimal(DayLimit(risk, limits)), Usd),
            new(Reason.PortfolioDrawdown, Portfolio, risk.Flatten == Reason.PortfolioDrawdown, Timestamp.Never, Percent.Of(risk.Peak - risk.Equity, risk.Peak), limits.Breakers.PortfolioDrawdownPercent, "percent"),
            new(Reason.VenueErrors, Portfolio, pausedByVenue && risk.VenueWhy == Reason.VenueErrors, risk.VenuePausedUntil, null, limits.Breakers.VenueErrors, "errors"),
            new(Reason.TooManyRejects, Portfolio, pausedByVenue && risk.VenueWhy == Reason.TooManyRejects, risk.VenuePausedUntil, null, limits.Breakers.RejectPercent, "percent"),
        ];
        foreach (var bot in bots)
        {
            var view = bot.View;
            breakers.Add(new(
                Reason.ConsecutiveLosses, bot.Id, view is { State: BotState.Paused, Why: Reason.ConsecutiveLosses }, view.PausedUntil, view.ConsecutiveLosses, limits.MaximumConsecutiveLosses, "losses"));
            breakers.Add(new(
                Reason.BotDrawdown, bot.Id, view is { State: BotState.EmergencyHalt, Why: Reason.BotDrawdown }, Timestamp.Never, bot.DrawdownPercent, limits.Breakers.BotDrawdownPercent, "percent"));
        }

        return breakers;
    }

    /// <summary>Whichever comes first: the amount, or the part of the day's first equity.</summary>
    private static Money DayLimit(RiskView risk, RiskOptions limits) =>
        new(Math.Min(limits.MaximumDailyLoss.Micros, (long)((Int128)risk.AtDayBegin.Micros * limits.Breakers.DailyLossPercent / 100)));

    /// <summary>By the best bid of the token held: where it could be sold now.</summary>
    private static List<ZoneExposure> ZonesOf(IReadOnlyList<MarketSnapshot> markets)
    {
        var zones = Enum.GetValues<PriceZone>();
        var (cost, shares) = (new long[zones.Length], new long[zones.Length]);
        foreach (var outcome in markets.SelectMany(static market => (OutcomeView[])[market.View.Up, market.View.Down]).Where(static outcome => outcome.Unpaired.IsPositive))
        {
            var zone = (int)PriceZones.Of(outcome.BestBid ?? Price.Zero);
            cost[zone] += outcome.Cost.Micros;
            shares[zone] += outcome.Unpaired.Units;
        }

        return [.. zones.Select(zone => new ZoneExposure(zone, new Money(cost[(int)zone]), new Size(shares[(int)zone])))];
    }

    private static RiskGauge InMoney(string name, string scope, Money value, Money limit) =>
        new(name, scope, RunSummaryBuilder.ToDecimal(value), RunSummaryBuilder.ToDecimal(limit), Usd);

    private static RiskGauge InShares(string name, string scope, Size value, Size limit) =>
        new(name, scope, RunSummaryBuilder.ToDecimal(value), RunSummaryBuilder.ToDecimal(limit), Shares);
}
