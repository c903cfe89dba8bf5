using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>Whether a live order is near enough to what is wanted to keep it, and its place in the queue with it.</summary>
internal sealed class ChurnRules
{
    private readonly OrderOptions _options;

    public ChurnRules(OrderOptions options) => _options = options;

    /// <summary>When an order may be replaced for price or size.</summary>
    public Timestamp OldEnough(in OrderRecord order) => order.Placed + _options.MinimumQuoteLife;

    /// <summary>The live order serves: same side, not larger, and neither price nor size is worth a new place at the end of the queue.</summary>
    public bool Fits(Market market, in OrderRecord order, in DesiredQuote desired)
    {
        if (desired.Takes || desired.UpSide != order.UpSide || order.Remaining > desired.Size)
        {
            return false;
        }

        // A rest below the minimum could not be sent again: what rests for it stays where it is.
        if (desired.Replenish && desired.Size < market.Spec.MinimumOrderSize)
        {
            return true;
        }

        var grown = desired.Replenish && desired.Size - order.Remaining >= _options.MinimumChangeSize;
        return !grown && IsPriceKept(market.Tick, order, desired);
    }

    /// <summary>Not even the shortest life is left to an order that has become wrong, rather than merely ill-priced.</summary>
    public static bool MustGoNow(in OrderRecord order, in DesiredQuote desired) =>
        desired.Takes
        || (order.Slot == QuoteSlot.Closing && (desired.UpSide != order.UpSide || order.Remaining > desired.Size));

    private bool IsPriceKept(TickSize tick, in OrderRecord order, in DesiredQuote desired)
    {
        var moved = desired.UpPrice.Units - order.UpPrice.Units;
        if (Math.Abs(moved) < _options.MinimumChangeTicks * tick.Units)
        {
            return true;
        }

        // Wanted farther from the touch, but almost at the front of its queue: the next fill is likelier here than anywhere.
        var retreat = order.UpSide == Side.Buy ? -moved : moved;
        return _options.QueueFront.IsPositive
            && retreat > 0 && retreat <= _options.QueueWorthTicks * tick.Units
            && order.State == OrderState.Live && order.QueueAhead <= _options.QueueFront;
    }
}
