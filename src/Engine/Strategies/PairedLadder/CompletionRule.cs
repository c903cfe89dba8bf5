using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.PairedLadder;

/// <summary>Takes the missing token where it is offered within the greatest price for it; what is not there is not waited for.</summary>
internal sealed class CompletionRule
{
    /// <summary>The venue refuses marketable buys below one dollar.</summary>
    private static readonly Money SmallestTake = Money.Dollars(1);

    private readonly PairedLadderOptions _options;

    public CompletionRule(PairedLadderOptions options) => _options = options;

    /// <summary>
    /// True where completing is due. The bids give way to it first: an order is wanted once no open bid could make it overshoot.
    /// </summary>
    public bool IsDue(in StrategyView view, in LadderSkew skew, out DesiredQuote order)
    {
        order = default;
        var unpaired = Quantizer.SizeDown(skew.Unpaired.Magnitude);
        var missing = skew.Excess.Opposite();
        var top = view.Top(missing);
        if (view.TakingVerdict != Reason.None || unpaired < view.Spec.MinimumOrderSize || !top.HasAsk)
        {
            return false;
        }

        var pressure = CompletionPrice.Pressure(_options, view.UntilClose, skew);
        var cost = view.Exposure.AverageCostUnits;
        if (CompletionPrice.Maximum(_options, view.Spec.Fees, view.Tick, cost, pressure) is not { } maximum || top.Ask > maximum)
        {
            return false;
        }

        var sure = Quantizer.SizeDown(skew.Excess == Outcome.Up ? view.Exposure.Lowest : -view.Exposure.Highest);
        var minimum = view.Spec.MinimumOrderSize;
        var quantity = sure >= minimum ? Size.Min(unpaired, sure) : unpaired;
        var reach = new Price(maximum.Units - top.Ask.Units);
        var take = TakerQuote.BuyOpposite(view.Book(missing).Book, view.Spec.Fees, quantity, minimum, reach);
        var size = Quantizer.SizeDown(take.Size);
        if (size < minimum || take.Limit > maximum || Money.Notional(take.Limit, size, Rounding.Down) < SmallestTake)
        {
            return false;
        }

        if (sure >= minimum)
        {
            order = DesiredQuote.Taking(missing, Side.Buy, take.Limit, size, OrderPurpose.Completion);
            order.MaximumPrice = maximum;
        }

        return true;
    }
}
