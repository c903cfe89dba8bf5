using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>
/// The limits of an opening order, of market, bot and portfolio. Every one counts open, unacknowledged, unknown and being-cancelled
/// orders as if they filled, and shrinks the order to what is left; below the minimum size it is refused by the name of the limit.
/// </summary>
internal sealed class OpeningLimits
{
    private readonly RiskOptions _options;
    private readonly Commitments _commitments;

    public OpeningLimits(RiskOptions options, Commitments commitments)
    {
        _options = options;
        _commitments = commitments;
    }

    public Reason Admit(in Desk desk, ref DesiredQuote order)
    {
        var reason = Principle(desk, order);
        return reason != Reason.None ? reason : Shrink(desk, ref order);
    }

    /// <summary>The limits that a smaller size can meet.</summary>
    public Reason Shrink(in Desk desk, ref DesiredQuote order)
    {
        var reason = ShrinkShares(desk, ref order);
        reason = reason != Reason.None ? reason : ShrinkOpenNotional(desk, ref order);
        return reason != Reason.None || order.Side == Side.Sell ? reason : ShrinkCost(desk, ref order);
    }

    private Reason ShrinkShares(in Desk desk, ref DesiredQuote order)
    {
        var upward = order.NetChange.IsPositive;
        var market = desk.Market;
        var gross = desk.All.CostShares + desk.All.OpenShares;
        var reason = Shrinking.ToSize(market, ref order, Reason.NetExposureLimit, _options.MaximumNetExposure - Worst(desk.All, upward));
        reason = reason != Reason.None ? reason
            : Shrinking.ToSize(market, ref order, Reason.BotExposureLimit, _options.MaximumBotNetExposure - Worst(desk.Own, upward));
        return reason != Reason.None ? reason
            : Shrinking.ToSize(market, ref order, Reason.GrossExposureLimit, _options.MaximumGrossExposure - gross);
    }

    /// <summary>What no size makes right.</summary>
    private Reason Principle(in Desk desk, in DesiredQuote order)
    {
        if (!desk.Market.Phase.AllowsOpening)
        {
            return Reason.PhaseForbidsOpening;
        }

        var strategy = desk.Seat.Strategy;
        var lot = desk.Seat.Ledger.Books.LotOf(order.Outcome);
        var isBelowCost = lot.Size.IsPositive && Money.Notional(order.Price, lot.Size, Rounding.Down) < lot.Cost;
        if (order.Side == Side.Buy && isBelowCost && !strategy.MayAverageDown)
        {
            return Reason.AveragingDown;
        }

        // A sale leaves the other token in hand: its price is the one that has a zone.
        var held = order.Side == Side.Buy ? order.Price : order.Price.Complement;
        return strategy.IsDirectional && !PriceZones.AllowsDirectional(held, order.EdgeUnits, _options.MiddleZoneEdge)
            ? Reason.ZoneForbids
            : Reason.None;
    }

    private Reason ShrinkOpenNotional(in Desk desk, ref DesiredQuote order)
    {
        var reason = Shrinking.ToMoney(desk.Market, ref order, Reason.OpenOrderLimit, _options.MaximumOpenNotional - desk.All.OpenNotional);
        return reason != Reason.None ? reason
            : Shrinking.ToMoney(desk.Market, ref order, Reason.OpenOrderLimit, _options.MaximumTotalOpenNotional - _commitments.OpenNotional);
    }

    private Reason ShrinkCost(in Desk desk, ref DesiredQuote order)
    {
        var market = desk.Market;
        var reason = Shrinking.ToMoney(market, ref order, Reason.MarketPositionLimit, _options.MaximumMarketNotional - desk.All.Cost - desk.All.OpenBuys);
        reason = reason != Reason.None ? reason
            : Shrinking.ToMoney(market, ref order, Reason.BotCapitalLimit, _options.BotCapital - _commitments.OfBot(desk.Seat.Bot.Id));
        return reason != Reason.None ? reason
            : Shrinking.ToMoney(market, ref order, Reason.TotalPositionLimit, _options.MaximumTotalNotional - _commitments.Total);
    }

    private static Size Worst(in Exposure exposure, bool upward) => upward ? exposure.Highest : -exposure.Lowest;
}
