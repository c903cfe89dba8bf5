using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.CompleteSet;

/// <summary>
/// Finds a pair worth trading. Buying: price(Up) + price(Down) + fees + gas / pairs ≤ the total allowed; selling: the same sum less
/// fees and gas ≥ one dollar and the gain. Taking comes first, because it is done at once.
/// </summary>
internal sealed class PairPlanner
{
    /// <summary>The venue refuses marketable buys below one dollar.</summary>
    private static readonly Money SmallestTake = Money.Dollars(1);

    private readonly CompleteSetOptions _options;

    public PairPlanner(CompleteSetOptions options) => _options = options;

    /// <summary>Gas of one operation for each pair of a trade, in 1/10 000 dollar, rounded up.</summary>
    public int GasUnits => (int)Math.Min(RoundedDivision.Divide((Int128)_options.GasPerOperation.Micros * Price.Scale, _options.PairSize.Units, Rounding.Up), 100L * Price.Scale);

    /// <param name="side">Only this way, where a trade is begun already.</param>
    /// <param name="first">This token first, where its order lives already.</param>
    /// <param name="mayRest">Whether resting legs are wise now.</param>
    public bool TryPlan(in StrategyView view, Side? side, Outcome? first, bool mayRest, out PairPlan plan)
    {
        plan = default;
        return view.Up.IsTwoSided && view.Down.IsTwoSided
            && ((side != Side.Sell && TryPlan(view, Side.Buy, first, mayRest, out plan))
                || (side != Side.Buy && TryPlan(view, Side.Sell, first, mayRest, out plan)));
    }

    private bool TryPlan(in StrategyView view, Side side, Outcome? first, bool mayRest, out PairPlan plan) =>
        TryTake(view, side, first, out plan) || (mayRest && _options.RestLegs && TryRest(view, side, first, out plan));

    private bool TryTake(in StrategyView view, Side side, Outcome? first, out PairPlan plan)
    {
        plan = default;
        if (view.TakingVerdict != Effects.Reason.None)
        {
            return false;
        }

        var buys = side == Side.Buy;
        var up = buys ? view.Up.Ask : view.Up.Bid;
        var down = buys ? view.Down.Ask : view.Down.Bid;
        var upSize = buys ? view.Up.AskSize : view.Up.BidSize;
        var downSize = buys ? view.Down.AskSize : view.Down.BidSize;
        var fees = ShareFee.Units(view.Spec.Fees, up) + ShareFee.Units(view.Spec.Fees, down);
        var total = Total(side, up, down, fees);
        var size = Quantizer.SizeDown(Size.Min(_options.PairSize, Size.Min(upSize, downSize)));
        var cheaper = up < down ? up : down;
        if (!IsGain(side, total) || size < view.Spec.MinimumOrderSize
            || (buys && Money.Notional(cheaper, size, Rounding.Down) < SmallestTake))
        {
            return false;
        }

        var scarce = first ?? (upSize <= downSize ? Outcome.Up : Outcome.Down);
        plan = new PairPlan(side, scarce, Takes: true, scarce == Outcome.Up ? up : down, size, total);
        return true;
    }

    private bool TryRest(in StrategyView view, Side side, Outcome? first, out PairPlan plan)
    {
        var buys = side == Side.Buy;
        var up = buys ? view.Up.Bid : view.Up.Ask;
        var down = buys ? view.Down.Bid : view.Down.Ask;
        var upQueue = buys ? view.Up.BidSize : view.Up.AskSize;
        var downQueue = buys ? view.Down.BidSize : view.Down.AskSize;
        var total = Total(side, up, down, 0);
        var size = Quantizer.SizeDown(_options.PairSize);

        // The longer queue first: the leg that is slow to get must not be the one that is left.
        var slow = first ?? (upQueue >= downQueue ? Outcome.Up : Outcome.Down);
        plan = new PairPlan(side, slow, Takes: false, slow == Outcome.Up ? up : down, size, total);
        return IsGain(side, total) && size >= view.Spec.MinimumOrderSize && up >= _options.LowestPrice && down >= _options.LowestPrice
            && view.Tick.Allows(plan.Price);
    }

    private int Total(Side side, Price up, Price down, int fees)
    {
        var costs = fees + GasUnits;
        return up.Units + down.Units + (side == Side.Buy ? costs : -costs);
    }

    private bool IsGain(Side side, int total) =>
        side == Side.Buy ? total <= _options.BuyTotal.Units : total >= Price.Scale + _options.SellGain.Units;
}
