using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>The last word before an order leaves: lets it pass, shrinks it, or refuses it with a reason. Never enlarges.</summary>
internal sealed class RiskGate
{
    /// <summary>The venue refuses marketable buys below one dollar.</summary>
    private static readonly Money MinimumTakingBuy = Money.Dollars(1);

    private readonly RiskOptions _options;
    private readonly World _world;
    private readonly MarketTable _markets;
    private readonly OrderTable _orders;

    public RiskGate(RiskOptions options, World world, MarketTable markets, OrderTable orders)
    {
        _options = options;
        _world = world;
        _markets = markets;
        _orders = orders;
    }

    /// <summary>None where the order may leave at the size it now has.</summary>
    public Reason Admit(Market market, in Exposure exposure, ref DesiredOrder order)
    {
        if (!market.Tick.Allows(order.Price))
        {
            return Reason.OffGrid;
        }

        if (!market.HasRoom)
        {
            return Reason.ReconciliationPending;
        }

        var reason = exposure.WouldOpen(order.NetChange) ? AdmitOpening(market, exposure, ref order) : AdmitClosing(market, exposure, ref order);
        if (reason != Reason.None)
        {
            return reason;
        }

        if (OwnCrossing.Meets(order.Outcome, order.Side, order.Price, _orders, market.Open))
        {
            return Reason.OwnOrderCross;
        }

        return order.Side == Side.Buy && !order.PostOnly && Money.Notional(order.Price, order.Size, Rounding.Down) < MinimumTakingBuy
            ? Reason.BelowMinimumSize
            : Reason.None;
    }

    /// <summary>Cost of positions and open buys of all markets.</summary>
    public Money Committed(out Money openBuys)
    {
        var committed = Money.Zero;
        openBuys = Money.Zero;
        foreach (var id in _markets.Active)
        {
            var market = _markets[id];
            var exposure = Exposure.Of(market.Ledger.Books, _orders, market.Open);
            committed += exposure.Cost + exposure.OpenBuys;
            openBuys += exposure.OpenBuys;
        }

        return committed;
    }

    private Reason AdmitOpening(Market market, in Exposure exposure, ref DesiredOrder order)
    {
        if (order.Purpose != OrderPurpose.Entry)
        {
            // A closing order that could overshoot waits until the orders it would add to are known to be gone.
            return Reason.NetExposureLimit;
        }

        if (!market.Phase.AllowsOpening)
        {
            return Reason.PhaseForbidsOpening;
        }

        var lot = market.Ledger.Books.LotOf(order.Outcome);
        if (order.Side == Side.Sell || (lot.Size.IsPositive && Money.Notional(order.Price, lot.Size, Rounding.Down) < lot.Cost))
        {
            return Reason.AveragingDown;
        }

        var upward = order.NetChange.IsPositive;
        var reason = Shrink(market, ref order, Reason.NetExposureLimit, _options.MaximumNetExposure - (upward ? exposure.Highest : -exposure.Lowest));
        if (reason == Reason.None)
        {
            reason = ShrinkToMoney(market, ref order, Reason.MarketPositionLimit, _options.MaximumMarketNotional - exposure.Cost - exposure.OpenBuys);
        }

        if (reason == Reason.None)
        {
            var total = _options.MaximumTotalNotional - Committed(out var openBuys);
            reason = ShrinkToMoney(market, ref order, Reason.TotalPositionLimit, total);
            reason = reason != Reason.None ? reason : ShrinkToMoney(market, ref order, Reason.InsufficientFunds, _world.Collateral - openBuys);
        }

        return reason;
    }

    private Reason AdmitClosing(Market market, in Exposure exposure, ref DesiredOrder order)
    {
        if (!market.Phase.AllowsClosing)
        {
            return Reason.PhaseDone;
        }

        if (order.Side == Side.Sell)
        {
            var sellable = market.Ledger.SellableBeforeOrders(order.Outcome) - exposure.OpenSells(order.Outcome);
            return Shrink(market, ref order, Reason.InsufficientFunds, sellable);
        }

        _ = Committed(out var openBuys);
        return ShrinkToMoney(market, ref order, Reason.InsufficientFunds, _world.Collateral - openBuys);
    }

    private static Reason ShrinkToMoney(Market market, ref DesiredOrder order, Reason reason, Money room)
    {
        var shares = Math.Max(RoundedDivision.Divide((Int128)room.Micros * Price.Scale, order.Price.Units, Rounding.Down), 0);
        return Shrink(market, ref order, reason, new Size(shares));
    }

    private static Reason Shrink(Market market, ref DesiredOrder order, Reason reason, Size room)
    {
        var wanted = order.Size;
        order.Size = Quantizer.SizeDown(Size.Min(order.Size, room));
        return order.Size >= market.Spec.MinimumOrderSize ? Reason.None
            : wanted < market.Spec.MinimumOrderSize ? Reason.BelowMinimumSize
            : reason;
    }
}
