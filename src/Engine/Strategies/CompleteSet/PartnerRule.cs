using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.CompleteSet;

/// <summary>
/// The order that ends a lone leg with a complete set, or sells the other half of a reverse set. What it must bring falls in a straight
/// line from the whole gain, when the leg is new, to the loss allowed, when patience ends.
/// </summary>
internal sealed class PartnerRule
{
    /// <summary>The venue refuses marketable buys below one dollar.</summary>
    private static readonly Money SmallestTake = Money.Dollars(1);

    private readonly CompleteSetOptions _options;
    private readonly int _gasUnits;

    public PartnerRule(CompleteSetOptions options, int gasUnits)
    {
        _options = options;
        _gasUnits = gasUnits;
    }

    /// <summary>What a pair must bring now, in 1/10 000 dollar; negative where a loss is allowed.</summary>
    public long RequiredGain(Side side, Duration age)
    {
        var whole = side == Side.Buy ? Price.Scale - _options.BuyTotal.Units : _options.SellGain.Units;
        var elapsed = Math.Clamp(age.Micros, 0, _options.LegPatience.Micros);
        return whole - RoundedDivision.Divide((Int128)(whole + _options.LegLoss.Units) * elapsed, _options.LegPatience.Micros, Rounding.Down);
    }

    /// <summary>Wants the partner's order, or keeps the one that is live.</summary>
    /// <param name="side">The way the trade began; a reverse set whose tokens are not confirmed is completed by buying.</param>
    public void Want(in StrategyView view, in LoneLeg leg, Side side, QuoteBuffer quotes)
    {
        var size = Quantizer.SizeDown(leg.Booked);
        if (size < view.Spec.MinimumOrderSize)
        {
            return;
        }

        var gain = RequiredGain(side, leg.Age);
        var saleSlot = QuoteSlot.Of(leg.Outcome, Side.Sell, 0);
        var promised = view.Live.TryGet(saleSlot, out var sale) ? sale.Remaining : Size.Zero;
        if (side == Side.Sell && view.Sellable(leg.Outcome) + promised >= size)
        {
            Sell(view, leg.Outcome, saleSlot, size, leg.CostUnits + gain, quotes);
        }
        else
        {
            Buy(view, leg.Outcome.Opposite(), size, Price.Scale - leg.CostUnits - gain - _gasUnits, quotes);
        }
    }

    private void Buy(in StrategyView view, Outcome partner, Size size, long allowed, QuoteBuffer quotes)
    {
        var top = view.Top(partner);
        if (top.HasAsk && view.TakingVerdict == Effects.Reason.None
            && ShareFee.HighestWithin(view.Spec.Fees, view.Tick, allowed) is { } maximum && top.Ask <= maximum)
        {
            // What rests would be bought beside it: it goes first.
            if (view.Live.Count == 0)
            {
                TakeBuy(view, partner, size, maximum, quotes);
            }

            return;
        }

        var units = Math.Min(allowed, top.HasAsk ? top.Ask.Units - view.Tick.Units : view.Tick.Highest.Units);
        if (units >= Math.Max(_options.LowestPrice.Units, view.Tick.Units))
        {
            Rest(QuoteSlot.Of(partner, Side.Buy, 0), partner, Side.Buy, Quantizer.PriceDown(units, view.Tick), size, quotes);
        }
    }

    private void Sell(in StrategyView view, Outcome partner, QuoteSlot slot, Size size, long needed, QuoteBuffer quotes)
    {
        var top = view.Top(partner);
        if (top.HasBid && view.TakingVerdict == Effects.Reason.None
            && ShareFee.LowestFor(view.Spec.Fees, view.Tick, needed) is { } minimum && top.Bid >= minimum)
        {
            if (view.Live.Count == 0)
            {
                var most = Quantizer.SizeDown(Size.Min(size, top.BidSize));
                Take(DesiredQuote.Taking(partner, Side.Sell, minimum, most, OrderPurpose.Completion), view, quotes);
            }

            return;
        }

        var units = Math.Max(needed, top.HasBid ? top.Bid.Units + view.Tick.Units : view.Tick.Units);
        if (units <= view.Tick.Highest.Units)
        {
            Rest(slot, partner, Side.Sell, Quantizer.PriceUp(units, view.Tick), size, quotes);
        }
    }

    private static void TakeBuy(in StrategyView view, Outcome partner, Size size, Price maximum, QuoteBuffer quotes)
    {
        var reach = new Price(maximum.Units - view.Top(partner).Ask.Units);
        var take = TakerQuote.BuyOpposite(view.Book(partner).Book, view.Spec.Fees, size, view.Spec.MinimumOrderSize, reach);
        var most = Quantizer.SizeDown(take.Size);
        if (take.IsExecutable && take.Limit <= maximum && Money.Notional(take.Limit, most, Rounding.Down) >= SmallestTake)
        {
            var order = DesiredQuote.Taking(partner, Side.Buy, take.Limit, most, OrderPurpose.Completion);
            order.MaximumPrice = maximum;
            Take(order, view, quotes);
        }
    }

    private static void Take(in DesiredQuote order, in StrategyView view, QuoteBuffer quotes)
    {
        if (order.Size >= view.Spec.MinimumOrderSize)
        {
            quotes.Put(QuoteSlot.Completion, order);
        }
    }

    private static void Rest(QuoteSlot slot, Outcome outcome, Side side, Price price, Size size, QuoteBuffer quotes)
    {
        var order = DesiredQuote.Resting(outcome, side, price, size);
        order.Purpose = OrderPurpose.Completion;
        order.Replenish = true;
        quotes.Put(slot, order);
    }
}
