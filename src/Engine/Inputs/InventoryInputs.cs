using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inputs;

/// <summary>The engine's own number of an inventory operation: 1, 2, 3, …. 0 is none.</summary>
public readonly record struct OperationId(long Number)
{
    public override string ToString() => "o" + Number;
}

/// <summary>What is done with tokens on chain.</summary>
public enum InventoryOperationKind : byte
{
    /// <summary>Up and Down shares become one dollar a pair.</summary>
    Merge,

    /// <summary>A dollar becomes a pair.</summary>
    Split,

    /// <summary>Shares of the winner of a resolved market become a dollar each.</summary>
    Redeem,
}

/// <summary>How far an operation is.</summary>
public enum InventoryOperationState : byte
{
    /// <summary>On its way.</summary>
    Submitted,

    /// <summary>Terminal: it counts.</summary>
    Confirmed,

    /// <summary>Terminal: it did nothing, but may have cost gas.</summary>
    Failed,

    /// <summary>What became of it is being asked: what it would use stays reserved.</summary>
    Unknown,
}

/// <summary>One report on an inventory operation. Reports may come twice, late and in any order.</summary>
/// <param name="Amount">Pairs of a merge or split, shares of a redemption; the engine's own figure counts, another one halts the market.</param>
/// <param name="GasCost">Dollars spent on gas so far; the largest told counts.</param>
public readonly record struct InventoryOperationReport(
    MarketId Market, OperationId Operation, InventoryOperationKind Kind, InventoryOperationState State, Size Amount, Money GasCost);
