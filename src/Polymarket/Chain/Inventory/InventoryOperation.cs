using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Chain.Inventory;

/// <summary>What is done with a market's tokens.</summary>
public enum InventoryAction : byte
{
    /// <summary>Dollars become complete sets.</summary>
    Split,

    /// <summary>Complete sets become dollars.</summary>
    Merge,

    /// <summary>The tokens of a resolved market are paid.</summary>
    Redeem,
}

/// <summary>The contract that does it; a market has exactly one.</summary>
public enum InventoryRoute : byte
{
    CollateralAdapter,
    NegativeRiskCollateralAdapter,

    /// <summary>Only for sets that were split through it.</summary>
    NegativeRiskAdapter,

    PositionRouter,
}

/// <summary>A split, merge or redemption of one market's tokens.</summary>
/// <param name="Id">The owner's number.</param>
/// <param name="Up">Micro-shares of Up. Split and merge take as much of both outcomes; a redemption through the first two routes takes all there is.</param>
/// <param name="Down">Micro-shares of Down.</param>
public sealed record InventoryOperation(long Id, InventoryAction Action, InventoryRoute Route, Hash256 Condition, Size Up, Size Down)
{
    /// <summary>The route of a market by what Gamma says of it; null for a version this client does not know.</summary>
    /// <param name="version">v1 are tokens of the conditional-tokens contract, v2 are position ids.</param>
    public static InventoryRoute? RouteOf(string version, bool negativeRisk) => version switch
    {
        "v1" => negativeRisk ? InventoryRoute.NegativeRiskCollateralAdapter : InventoryRoute.CollateralAdapter,
        "v2" => InventoryRoute.PositionRouter,
        _ => null,
    };
}
