using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>The last word before an order leaves: lets it pass, shrinks it, or refuses it with a reason. Never enlarges.</summary>
internal sealed class RiskGate
{
    /// <summary>The venue refuses marketable buys below one dollar.</summary>
    private static readonly Money MinimumTakingBuy = Money.Dollars(1);

    private readonly RiskOptions _options;
    private readonly World _world;
    private readonly OrderTable _orders;
    private readonly Commitments _commitments;

    public RiskGate(RiskOptions options, World world, MarketTable markets, OrderTable orders)
    {
        _options = options;
        _world = world;
        _orders = orders;
        _commitments = new Commitments(markets, orders);
    }

    /// <summary>None where the order may leave at the size it now has.</summary>
    public Reason Admit(in Desk desk, QuoteSlot slot, ref DesiredQuote order)
    {
        var market = desk.Market;
        if (!market.Tick.Allows(order.Price))
        {
            return Reason.OffGrid;
        }

        if (!market.HasRoom)
        {
            return Reason.ReconciliationPending;
        }

        var closing = slot == QuoteSlot.Closing;
        var reason = closing ? Reason.None : ExecutionRule.Admit(desk.Seat.Bot.Strategy.Policy, market, order);
        if (reason == Reason.None)
        {
            reason = !desk.All.WouldOpen(order.NetChange) ? AdmitClosing(desk, ref order)
                : closing ? Reason.NetExposureLimit // It could overshoot: it waits until the orders it would add to are known to be gone.
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
        var market = desk.Market;
        if (!market.Phase.AllowsOpening)
        {
            return Reason.PhaseForbidsOpening;
        }

        var lot = desk.Seat.Ledger.Books.LotOf(order.Outcome);
        var isDearer = Money.Notional(order.Price, lot.Size, Rounding.Down) < lot.Cost;
        if (order.Side == Side.Buy && lot.Size.IsPositive && isDearer && !desk.Seat.Bot.Strategy.MayAverageDown)
        {
            return Reason.AveragingDown;
        }

        var upward = order.NetChange.IsPositive;
        var reason = Shrink(market, ref order, Reason.OrderSizeLimit, _options.MaximumOrderSize);
        reason = reason != Reason.None ? reason : Shrink(market, ref order, Reason.NetExposureLimit, _options.MaximumNetExposure - (upward ? desk.All.Highest : -desk.All.Lowest));
        return reason != Reason.None ? reason
            : order.Side == Side.Sell ? ShrinkToTokens(desk, ref order)
            : AdmitSpending(desk, ref order);
    }

    private Reason AdmitSpending(in Desk desk, ref DesiredQuote order)
    {
        var market = desk.Market;
        var reason = ShrinkToMoney(market, ref order, Reason.MarketPositionLimit, _options.MaximumMarketNotional - desk.All.Cost - desk.All.OpenBuys);
        reason = reason != Reason.None ? reason : ShrinkToMoney(market, ref order, Reason.TotalPositionLimit, _options.MaximumTotalNotional - _commitments.Total);
        return reason != Reason.None ? reason : ShrinkToMoney(market, ref order, Reason.InsufficientFunds, _world.Collateral - _commitments.OpenBuys);
    }

    private Reason AdmitClosing(in Desk desk, ref DesiredQuote order)
    {
        var market = desk.Market;
        return !market.Phase.AllowsClosing ? Reason.PhaseDone
            : order.Side == Side.Sell ? ShrinkToTokens(desk, ref order)
            : ShrinkToMoney(market, ref order, Reason.InsufficientFunds, _world.Collateral - _commitments.OpenBuys);
    }

    /// <summary>Nobody sells what is not there for sure, or what another bot bought.</summary>
    private static Reason ShrinkToTokens(in Desk desk, ref DesiredQuote order) => Shrink(
        desk.Market, ref order, Reason.InsufficientFunds,
        desk.Seat.Ledger.SellableBeforeOrders(order.Outcome) - desk.Own.OpenSells(order.Outcome));

    private static Reason ShrinkToMoney(Market market, ref DesiredQuote order, Reason reason, Money room)
    {
        var shares = Math.Max(RoundedDivision.Divide((Int128)room.Micros * Price.Scale, order.Price.Units, Rounding.Down), 0);
        return Shrink(market, ref order, reason, new Size(shares));
    }

    private static Reason Shrink(Market market, ref DesiredQuote order, Reason reason, Size room)
    {
        var wanted = order.Size;
        order.Size = Quantizer.SizeDown(Size.Min(order.Size, room));
        return order.Size >= market.Spec.MinimumOrderSize ? Reason.None
            : wanted < market.Spec.MinimumOrderSize ? Reason.BelowMinimumSize
            : reason;
    }
}
