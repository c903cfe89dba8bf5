using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.ConditionalTokens;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Inventory;

/// <summary>Turns a split, merge or redemption into a call, with the event that will prove it.</summary>
public static class InventoryPlan
{
    /// <exception cref="ArgumentException">Amounts that are not positive, that differ for a set, a redemption of nothing, or of both outcomes at the router.</exception>
    public static ChainOperation For(InventoryOperation operation, ContractAddresses contracts)
    {
        Check(operation);
        var (target, data) = operation.Route switch
        {
            InventoryRoute.CollateralAdapter => (contracts.CollateralAdapter, Adapter(operation, contracts)),
            InventoryRoute.NegativeRiskCollateralAdapter => (contracts.NegativeRiskCollateralAdapter, Adapter(operation, contracts)),
            InventoryRoute.NegativeRiskAdapter => (contracts.NegativeRiskAdapter, Older(operation)),
            _ => (contracts.PositionRouter, Router(operation)),
        };
        return new ChainOperation(operation.Id, [new ChainCall(target, data)], Proof(operation, contracts));
    }

    private static void Check(InventoryOperation operation)
    {
        var sound = operation.Action == InventoryAction.Redeem
            ? operation.Up >= Size.Zero && operation.Down >= Size.Zero && operation.Up + operation.Down > Size.Zero
            : operation.Up > Size.Zero && operation.Up == operation.Down;
        if (!sound || (operation is { Action: InventoryAction.Redeem, Route: InventoryRoute.PositionRouter } && operation.Up > Size.Zero && operation.Down > Size.Zero))
        {
            throw new ArgumentException($"{operation.Action} of {operation.Up} Up and {operation.Down} Down: a set is as much of both, something must be there, and the router redeems one outcome at a time.", nameof(operation));
        }
    }

    private static byte[] Adapter(InventoryOperation operation, ContractAddresses contracts) => operation.Action switch
    {
        InventoryAction.Split => ConditionalTokensCalls.Split(contracts.Collateral, operation.Condition, operation.Up.Units),
        InventoryAction.Merge => ConditionalTokensCalls.Merge(contracts.Collateral, operation.Condition, operation.Up.Units),
        _ => ConditionalTokensCalls.Redeem(contracts.Collateral, operation.Condition),
    };

    private static byte[] Older(InventoryOperation operation) => operation.Action switch
    {
        InventoryAction.Split => NegativeRiskCalls.Split(operation.Condition, operation.Up.Units),
        InventoryAction.Merge => NegativeRiskCalls.Merge(operation.Condition, operation.Up.Units),
        _ => NegativeRiskCalls.Redeem(operation.Condition, operation.Up.Units, operation.Down.Units),
    };

    private static byte[] Router(InventoryOperation operation) => operation.Action switch
    {
        InventoryAction.Split => PositionRouterCalls.Split(operation.Condition, operation.Up.Units),
        InventoryAction.Merge => PositionRouterCalls.Merge(operation.Condition, operation.Up.Units),
        _ when operation.Up > Size.Zero => PositionRouterCalls.Redeem(operation.Condition, Outcome.Up, operation.Up.Units),
        _ => PositionRouterCalls.Redeem(operation.Condition, Outcome.Down, operation.Down.Units),
    };

    // Only the plain adapter is known to end in the conditional-tokens contract with these very figures. Multi-outcome adapters wrap
    // the collateral once more, and the router's events are not published.
    private static ExpectedEvent? Proof(InventoryOperation operation, ContractAddresses contracts) =>
        operation.Route != InventoryRoute.CollateralAdapter ? null : operation.Action switch
        {
            InventoryAction.Split => new ExpectedEvent(contracts.ConditionalTokens, ConditionalTokensEventKind.Split, operation.Condition, operation.Up.Units),
            InventoryAction.Merge => new ExpectedEvent(contracts.ConditionalTokens, ConditionalTokensEventKind.Merge, operation.Condition, operation.Up.Units),
            _ => new ExpectedEvent(contracts.ConditionalTokens, ConditionalTokensEventKind.Redemption, operation.Condition, null),
        };
}
