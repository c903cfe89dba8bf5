namespace PolyCloud.Engine.Values;

/// <summary>The price grid of a market: 0.1, 0.01, 0.005, 0.0025, 0.001 or 0.0001 dollar.</summary>
public readonly record struct TickSize
{
    /// <summary>One tick in price units (1/10 000 dollar).</summary>
    public int Units { get; }

    /// <exception cref="ArgumentOutOfRangeException">Not a tick of the venue.</exception>
    public TickSize(int units)
    {
        if (!IsVenueTick(units))
        {
            throw new ArgumentOutOfRangeException(nameof(units), units, "Ticks of the venue are 1000, 100, 50, 25, 10 and 1 units of 1/10 000 dollar.");
        }

        Units = units;
    }

    public static TickSize Cent => new(100);

    public static TickSize TenthOfCent => new(10);

    private static bool IsVenueTick(long units) => units is 1000 or 100 or 50 or 25 or 10 or 1;

    /// <summary>Reads decimal text such as <c>0.01</c>; false for a tick the venue does not have.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out TickSize tick)
    {
        var parsed = FixedPointText.TryParse(text, Price.Decimals, out var units) && IsVenueTick(units);
        tick = parsed ? new TickSize((int)units) : default;
        return parsed;
    }

    /// <summary>The lowest price an order may have.</summary>
    public Price Lowest => new(Units);

    /// <summary>The highest price an order may have.</summary>
    public Price Highest => new(Price.Scale - Units);

    /// <summary>True for a multiple of the tick between the lowest and the highest order price.</summary>
    public bool Allows(Price price) => price.Units % Units == 0 && price >= Lowest && price <= Highest;

    public override string ToString() => FixedPointText.ToText(Units, Price.Decimals);
}
