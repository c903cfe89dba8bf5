using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>Makes an order small enough for a limit, or names the limit where less than the venue's minimum would be left.</summary>
internal static class Shrinking
{
    public static Reason ToSize(Market market, ref DesiredQuote order, Reason limit, Size room)
    {
        var wanted = order.Size;
        order.Size = Quantizer.SizeDown(Size.Min(order.Size, room));
        return order.Size >= market.Spec.MinimumOrderSize ? Reason.None
            : wanted < market.Spec.MinimumOrderSize ? Reason.BelowMinimumSize
            : limit;
    }

    /// <summary>As many shares as the money pays for at the order's price, rounded down.</summary>
    public static Reason ToMoney(Market market, ref DesiredQuote order, Reason limit, Money room)
    {
        var shares = Math.Max(RoundedDivision.Divide((Int128)room.Micros * Price.Scale, order.Price.Units, Rounding.Down), 0);
        return ToSize(market, ref order, limit, new Size(shares));
    }
}
