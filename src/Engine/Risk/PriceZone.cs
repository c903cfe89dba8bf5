using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>Where a token's price lies. Lower edges belong to the zone, and 0.98 to the fifth.</summary>
public enum PriceZone : byte
{
    /// <summary>Below 0.05 or above 0.98: nothing directional.</summary>
    Outside,

    /// <summary>0.05 to 0.20: directional allowed.</summary>
    Z1,

    /// <summary>0.20 to 0.40: directional allowed.</summary>
    Z2,

    /// <summary>0.40 to 0.60: directional with an edge.</summary>
    Z3,

    /// <summary>0.60 to 0.80: nothing directional.</summary>
    Z4,

    /// <summary>0.80 to 0.98: nothing directional.</summary>
    Z5,
}

/// <summary>Sorts prices into zones and says what a directional bot may open there. Makers, arbitrage and closings are exempt.</summary>
public static class PriceZones
{
    public static PriceZone Of(Price price) => price.Units switch
    {
        < 500 or > 9_800 => PriceZone.Outside,
        < 2_000 => PriceZone.Z1,
        < 4_000 => PriceZone.Z2,
        < 6_000 => PriceZone.Z3,
        < 8_000 => PriceZone.Z4,
        _ => PriceZone.Z5,
    };

    /// <param name="edgeUnits">Expected gain per share after fees, in 1/10 000 dollar.</param>
    public static bool AllowsDirectional(Price price, int edgeUnits, Price minimumEdge) => Of(price) switch
    {
        PriceZone.Z1 or PriceZone.Z2 => true,
        PriceZone.Z3 => edgeUnits >= minimumEdge.Units,
        _ => false,
    };
}
