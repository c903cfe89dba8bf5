using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.Asymmetric;

/// <summary>
/// Closes what is held by the cheapest executable way: a resting sale, a taking sale, or buying the other outcome, which makes
/// complete sets worth one dollar and is the only way for shares whose purchase is not confirmed yet.
/// </summary>
internal sealed class ClosingRule
{
    private readonly AsymmetricOptions _options;
    private readonly ClosingSchedule _schedule;

    public ClosingRule(AsymmetricOptions options)
    {
        _options = options;
        _schedule = new ClosingSchedule(options);
    }

    public Timestamp NextChange(Market market, Timestamp now) => _schedule.NextChange(market, now);

    /// <summary>The closing order wanted now; also where the rest is too small to send, so that a live order for it may stay.</summary>
    public DesiredOrder Decide(in Situation situation)
    {
        var quantity = Quantizer.SizeDown(situation.Exposure.Net.Magnitude);
        if (!quantity.IsPositive)
        {
            return default;
        }

        var urgency = _schedule.Of(situation, out var reason);
        if (urgency == ClosingUrgency.Take && quantity >= situation.Market.Spec.MinimumOrderSize)
        {
            var taking = Take(situation, quantity, reason);
            if (taking.Wanted)
            {
                return taking;
            }
        }

        return Rest(situation, quantity, urgency, reason);
    }

    private DesiredOrder Take(in Situation situation, Size quantity, Reason reason)
    {
        if (situation.TakingVerdict != Reason.None)
        {
            return default;
        }

        var market = situation.Market;
        var held = situation.Exposure.Held;
        var fees = market.Spec.Fees;
        var minimum = market.Spec.MinimumOrderSize;
        var sale = TakerQuote.Sell(market.Book(held), fees, Size.Min(quantity, Sellable(situation)), _options.TakerReach);
        var purchase = TakerQuote.BuyOpposite(market.Book(held.Opposite()), fees, quantity, minimum, _options.TakerReach);
        var canSell = sale.Size >= minimum && IsFeeAccepted(fees, sale.Limit);
        var canBuy = purchase.Size >= minimum && IsFeeAccepted(fees, purchase.Limit)
            && Money.Notional(purchase.Limit, Quantizer.SizeDown(purchase.Size), Rounding.Down) >= Money.Dollars(1);
        if (!canSell && !canBuy)
        {
            return default;
        }

        // Per share; on a tie the sale, because it frees the money.
        var sells = canSell && (!canBuy || (Int128)sale.Net.Micros * purchase.Size.Units >= (Int128)purchase.Net.Micros * sale.Size.Units);
        return new DesiredOrder
        {
            Wanted = true,
            Outcome = sells ? held : held.Opposite(),
            Side = sells ? Side.Sell : Side.Buy,
            Type = OrderType.Fak,
            Purpose = market.Phase.Current >= MarketPhase.HedgeLock ? OrderPurpose.Hedge : OrderPurpose.Unwind,
            Reason = reason,
            Price = sells ? Quantizer.PriceDown(sale.Limit.Units, market.Tick) : Quantizer.PriceUp(purchase.Limit.Units, market.Tick),
            Size = Quantizer.SizeDown(sells ? sale.Size : purchase.Size),
        };
    }

    private DesiredOrder Rest(in Situation situation, Size quantity, ClosingUrgency urgency, Reason reason)
    {
        var market = situation.Market;
        var held = situation.Exposure.Held;
        var price = RestingPrice(situation, urgency);
        var sells = Sellable(situation) >= quantity;
        return new DesiredOrder
        {
            Wanted = true,
            Outcome = sells ? held : held.Opposite(),
            Side = sells ? Side.Sell : Side.Buy,
            Type = OrderType.Gtc,
            Purpose = urgency == ClosingUrgency.Target ? OrderPurpose.Exit : OrderPurpose.Unwind,
            PostOnly = true,
            Reason = reason,
            Price = sells ? price : price.Complement,
            Size = quantity,
        };
    }

    /// <summary>In the held token's terms, above the best bid so that it can rest.</summary>
    private Price RestingPrice(in Situation situation, ClosingUrgency urgency)
    {
        var tick = situation.Market.Tick;
        var top = situation.Top(situation.Exposure.Held);
        var target = Quantizer.PriceUp(situation.Exposure.AverageCostUnits + _options.ExitOffset.Units, tick).Units;
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

    private static Size Sellable(in Situation situation)
    {
        var held = situation.Exposure.Held;
        return situation.Market.Ledger.SellableBeforeOrders(held)
            - situation.Exposure.OpenSells(held) + situation.PromisedByClosing;
    }

    private bool IsFeeAccepted(FeeSchedule fees, Price price) =>
        FeeCurve.TakerFee(fees, price, Size.Shares(1)) <= _options.TakerFeeCapPerShare;
}
