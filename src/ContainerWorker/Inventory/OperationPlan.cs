using System.Text;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Inventory;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Storage.Operations;

namespace PolyCloud.ContainerWorker.Inventory;

/// <summary>From what the engine asked for to what the chain is told.</summary>
internal static class OperationPlan
{
    /// <summary>Null for a market whose contracts this program does not know.</summary>
    /// <param name="id">The session's number of it.</param>
    public static ChainOperation? For(long id, OperationRecord record, ContractAddresses contracts)
    {
        if (RouteOf(record) is not { } route || !Hash256.TryParse(Encoding.ASCII.GetBytes(record.ConditionId), out var condition))
        {
            return null;
        }

        var redeems = record.Kind == InventoryOperationKind.Redeem;
        var up = redeems && record.Winner == Outcome.Down ? Size.Zero : record.Amount;
        var down = redeems && record.Winner != Outcome.Down ? Size.Zero : record.Amount;
        return InventoryPlan.For(new InventoryOperation(id, ActionOf(record.Kind), route, condition, up, down), contracts);
    }

    private static InventoryRoute? RouteOf(OperationRecord record) => record.Version switch
    {
        MarketVersion.ConditionalTokens => InventoryOperation.RouteOf("v1", record.NegativeRisk),
        MarketVersion.PositionIds => InventoryOperation.RouteOf("v2", record.NegativeRisk),
        _ => null,
    };

    private static InventoryAction ActionOf(InventoryOperationKind kind) => kind switch
    {
        InventoryOperationKind.Merge => InventoryAction.Merge,
        InventoryOperationKind.Split => InventoryAction.Split,
        _ => InventoryAction.Redeem,
    };
}
