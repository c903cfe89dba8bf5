using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Closing;

/// <summary>
/// Closes what is held by the cheapest executable way: a resting sale, a taking sale, or buying the other outcome, which makes
/// complete sets worth one dollar and is the only way for shares whose purchase is not confirmed yet.
/// </summary>
internal static class ClosingRule
{
    /// <summary>
    /// The closing order wanted now; also where the rest is too small to send, so that a live order for it may stay.
    /// False where none is wanted.
    /// </summary>
    public static bool Decide(in ClosingView view, ClosingOptions options, ClosingUrgency urgency, Reason reason, out DesiredQuote quote)
    {
        quote = default;
        var quantity = Quantizer.SizeDown(view.Quantity);
        if (!quantity.IsPositive || urgency == ClosingUrgency.None)
        {
            return false;
        }

        if (urgency == ClosingUrgency.Take && quantity >= view.Market.Spec.MinimumOrderSize && Take(view, options, quantity, reason, out quote))
        {
            return true;
        }

        quote = Rest(view, options, quantity, urgency, reason);
        return true;
    }

    private static bool Take(in ClosingView view, ClosingOptions options, Size quantity, Reason reason, out DesiredQuote quote)
    {
        quote = default;
        if (view.TakingVerdict != Reason.None)
        {
            return false;
        }

        var market = view.Market;
        var held = view.Exposure.Held;
        var fees = market.Spec.Fees;
        var minimum = market.Spec.MinimumOrderSize;
        var sale = TakerQuote.Sell(market.Book(held), fees, Size.Min(quantity, Sellable(view)), options.TakerReach);
        var purchase = TakerQuote.BuyOpposite(market.Book(held.Opposite()), fees, quantity, minimum, options.TakerReach);
        var canSell = sale.Size >= minimum && IsFeeAccepted(fees, options, sale.Limit);
        var canBuy = purchase.Size >= minimum && IsFeeAccepted(fees, options, purchase.Limit)
            && Money.Notional(purchase.Limit, Quantizer.SizeDown(purchase.Size), Rounding.Down) >= Money.Dollars(1);
        if (!canSell && !canBuy)
        {
            return false;
        }

        // Per share; on a tie the sale, because it frees the money.
        var sells = canSell && (!canBuy || (Int128)sale.Net.Micros * purchase.Size.Units >= (Int128)purchase.Net.Micros * sale.Size.Units);
        quote = new DesiredQuote
        {
            Outcome = sells ? held : held.Opposite(),
            Side = sells ? Side.Sell : Side.Buy,
            Type = OrderType.Fak,
            Purpose = market.Phase.Current >= MarketPhase.HedgeLock ? OrderPurpose.Hedge : OrderPurpose.Unwind,
            Reason = reason,
            Price = sells ? Quantizer.PriceDown(sale.Limit.Units, market.Tick) : Quantizer.PriceUp(purchase.Limit.Units, market.Tick),
            Size = Quantizer.SizeDown(sells ? sale.Size : purchase.Size),
        };
        return true;
    }

    private static DesiredQuote Rest(in ClosingView view, ClosingOptions options, Size quantity, ClosingUrgency urgency, Reason reason)
    {
        var market = view.Market;
        var held = view.Exposure.Held;
        var price = RestingPrice(view, options, urgency);
        var sells = Sellable(view) >= quantity;
        return new DesiredQuote
        {
            Outcome = sells ? held : held.Opposite(),
            Side = sells ? Side.Sell : Side.Buy,
            Type = OrderType.Gtc,
            Purpose = urgency == ClosingUrgency.Target ? OrderPurpose.Exit : OrderPurpose.Unwind,
            PostOnly = true,
            Replenish = true,
            Reason = reason,
            Price = sells ? price : price.Complement,
            Size = quantity,
        };
    }

    /// <summary>In the held token's terms, above the best bid so that it can rest.</summary>
    private static Price RestingPrice(in ClosingView view, ClosingOptions options, ClosingUrgency urgency)
    {
        var tick = view.Market.Tick;
        var top = view.Top(view.Exposure.Held);
        var target = Quantizer.PriceUp(view.Exposure.AverageCostUnits + options.Target.Units, tick).Units;
        var aboveBid = top.HasBid ? top.Bid.Units + tick.Units : tick.Lowest.Units;
        var ask = top.HasAsk ? top.Ask.Units : target;
        var wanted = urgency switch
        {
            ClosingUrgency.Target => target,
            ClosingUrgency.Join => Math.Min(target, ask),
            _ => top.HasBid ? aboveBid : ask,
        };
        return Quantizer.PriceUp(Math.Max(wanted, aboveBid), tick);
    }

    private static Size Sellable(in ClosingView view)
    {
        var held = view.Exposure.Held;
        return view.Seat.Ledger.SellableBeforeOrders(held)
            - view.Exposure.OpenSells(held) + view.PromisedByClosing;
    }

    private static bool IsFeeAccepted(FeeSchedule fees, ClosingOptions options, Price price) =>
        FeeCurve.TakerFee(fees, price, Size.Shares(1)) <= options.TakerFeeCapPerShare;
}
