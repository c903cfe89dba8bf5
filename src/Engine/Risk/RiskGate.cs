using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>The last word before an order leaves: lets it pass, shrinks it, or refuses it with a reason. Never enlarges.</summary>
internal sealed class RiskGate
{
    /// <summary>The venue refuses marketable buys below one dollar.</summary>
    private static readonly Money MinimumTakingBuy = Money.Dollars(1);

    private readonly World _world;
    private readonly OrderTable _orders;
    private readonly Commitments _commitments;
    private readonly OpeningLimits _limits;

    public RiskGate(RiskOptions options, World world, OrderTable orders, Commitments commitments)
    {
        _world = world;
        _orders = orders;
        _commitments = commitments;
        _limits = new OpeningLimits(options, commitments);
    }

    /// <summary>Dollars that no open buy may need.</summary>
    public Money FreeCollateral => _world.Collateral - _commitments.OpenBuys;

    /// <summary>None where the order may leave at the size it now has.</summary>
    public Reason Admit(in Desk desk, QuoteSlot slot, ref DesiredQuote order)
    {
        var market = desk.Market;
        if (!market.Tick.Allows(order.Price))
        {
            return Reason.OffGrid;
        }

        if (!market.Phase.AllowsClosing)
        {
            return Reason.PhaseDone;
        }

        if (!market.HasRoom)
        {
            return Reason.ReconciliationPending;
        }

        var closing = slot == QuoteSlot.Closing;
        var reason = closing ? Reason.None : ExecutionRule.Admit(slot, desk.Seat.Strategy.Policy, market, order);
        if (reason == Reason.None)
        {
            reason = !desk.All.WouldOpen(order.NetChange) ? ShrinkToMeans(desk, ref order)
                : closing ? AdmitAmongOthers(desk, ref order)
                : AdmitOpening(desk, ref order);
        }

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

    /// <summary>An order has left: what is committed has grown by it.</summary>
    public void OnPlaced(in OrderRecord order) => _commitments.Add(order);

    /// <summary>A new look begins: commitments are counted anew when they are first asked for.</summary>
    public void BeginLook() => _commitments.Forget();

    private Reason AdmitOpening(in Desk desk, ref DesiredQuote order)
    {
        var reason = _limits.Admit(desk, ref order);
        return reason != Reason.None ? reason : ShrinkToMeans(desk, ref order);
    }

    /// <summary>
    /// A closing order that could overshoot its own bot's position waits until the orders it would add to are known to be gone. One that
    /// overshoots only if another bot's orders fill need not wait for those while opening is allowed: it obeys the limits of opening.
    /// </summary>
    private Reason AdmitAmongOthers(in Desk desk, ref DesiredQuote order)
    {
        if (desk.Own.WouldOpen(order.NetChange) || !desk.MarketMayOpen || !desk.Market.Phase.AllowsOpening)
        {
            return Reason.NetExposureLimit;
        }

        var reason = _limits.Shrink(desk, ref order);
        return reason != Reason.None ? reason : ShrinkToMeans(desk, ref order);
    }

    /// <summary>Nobody spends what is not there, nor sells what is not there for sure or was bought by another bot.</summary>
    private Reason ShrinkToMeans(in Desk desk, ref DesiredQuote order) => order.Side == Side.Buy
        ? Shrinking.ToMoney(desk.Market, ref order, Reason.InsufficientFunds, FreeCollateral)
        : Shrinking.ToSize(
            desk.Market, ref order, Reason.InsufficientFunds,
            desk.Seat.Ledger.SellableBeforeOrders(order.Outcome) - desk.Own.OpenSells(order.Outcome));
}
