using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Orders;

/// <summary>Brings prices onto a market's grid and sizes onto the venue's two decimals.</summary>
public static class Quantizer
{
    /// <summary>The venue takes sizes in hundredths of a share.</summary>
    public const long SizeStepUnits = Size.Scale / 100;

    /// <summary>The highest price of the grid at or below <paramref name="units"/> (1/10 000 dollar), not below the lowest order price.</summary>
    public static Price PriceDown(long units, TickSize tick) =>
        Clamp(RoundedDivision.Divide(units, tick.Units, Rounding.Down) * tick.Units, tick);

    /// <summary>The lowest price of the grid at or above <paramref name="units"/> (1/10 000 dollar), not above the highest order price.</summary>
    public static Price PriceUp(long units, TickSize tick) =>
        Clamp(RoundedDivision.Divide(units, tick.Units, Rounding.Up) * tick.Units, tick);

    /// <summary>Whole hundredths of a share, rounded down; a negative size is none.</summary>
    public static Size SizeDown(Size size) => new(Math.Max(size.Units, 0) / SizeStepUnits * SizeStepUnits);

    private static Price Clamp(long units, TickSize tick) =>
        new((int)Math.Clamp(units, tick.Lowest.Units, tick.Highest.Units));
}
