using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Orders;

/// <summary>Reads price and size from an order's raw amounts.</summary>
internal static class OrderPricing
{
    /// <summary>Raw units of either amount: 100 million shares or dollars, so that amounts times prices stay within 64 bits.</summary>
    internal const long AmountMax = 100_000_000_000_000;

    internal static bool AmountsAreSane(NewOrder order) =>
        order.MakerAmount is > 0 and <= AmountMax && order.TakerAmount is > 0 and <= AmountMax;

    internal static Size SharesOf(NewOrder order) => new(order.Side == Side.Buy ? order.TakerAmount : order.MakerAmount);

    internal static long DollarsOf(NewOrder order) => order.Side == Side.Buy ? order.MakerAmount : order.TakerAmount;

    /// <summary>
    /// The order's price where it lies on the grid. Resting orders must be exact, as all on-grid amounts of the official
    /// clients are. Amounts of immediate orders are rounded by those clients, so their price is the nearest one of the grid
    /// within 0.0001.
    /// </summary>
    internal static bool TryPrice(NewOrder order, TickSize tick, out Price price)
    {
        var dollars = DollarsOf(order) * Price.Scale;
        var shares = SharesOf(order).Units;
        price = default;
        long units;
        if (order.Type is OrderType.Fak or OrderType.Fok)
        {
            units = RoundedDivision.Divide(RoundedDivision.Divide(dollars, shares, Rounding.Nearest), tick.Units, Rounding.Nearest) * tick.Units;
            if (Int128.Abs(dollars - ((Int128)units * shares)) > shares)
            {
                return false;
            }
        }
        else
        {
            units = dollars / shares;
            if (units * shares != dollars)
            {
                return false;
            }
        }

        if (units is < 1 or >= Price.Scale)
        {
            return false;
        }

        price = new Price((int)units);
        return tick.Allows(price);
    }

    /// <summary>The price as a refusal shows it: four decimals, nearest.</summary>
    internal static string PriceText(NewOrder order) =>
        FixedPointText.ToText(RoundedDivision.Divide((Int128)DollarsOf(order) * Price.Scale, SharesOf(order).Units, Rounding.Nearest), Price.Decimals);
}
