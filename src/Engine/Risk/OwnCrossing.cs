using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>Whether an order could trade with another of our own. Both tokens share one book: buying Down at q is offering Up at 1 − q.</summary>
internal static class OwnCrossing
{
    /// <summary>True where the order meets any open one of the same market, counting the unacknowledged and the being-cancelled.</summary>
    public static bool Meets(Outcome outcome, Side side, Price price, OrderTable orders, ReadOnlySpan<int> open)
    {
        var upPrice = outcome == Outcome.Up ? price : price.Complement;
        var upSide = outcome == Outcome.Up ? side : side.Opposite();
        foreach (var index in open)
        {
            ref readonly var other = ref orders[index];
            if (!other.Remaining.IsPositive || other.UpSide == upSide)
            {
                continue;
            }

            if (upSide == Side.Buy ? upPrice >= other.UpPrice : upPrice <= other.UpPrice)
            {
                return true;
            }
        }

        return false;
    }
}
