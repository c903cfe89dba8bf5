using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>One split, merge or redemption on chain at its last state.</summary>
/// <param name="Number">The engine's number of it within the epoch.</param>
/// <param name="Amount">Pairs of a split or merge, shares of a redemption.</param>
/// <param name="Reference">A transaction's hash or the relayer's id; empty until somebody took it.</param>
public readonly record struct OperationSnapshot(
    long Epoch, long Number, string Slug, InventoryOperationKind Kind, InventoryOperationState State, Size Amount, Money Gas, string Reference, Timestamp Updated)
{
    /// <summary>What routes and screens call it: <c>e7-3</c>.</summary>
    public string Id => $"e{Epoch}-{Number}";
}

/// <summary>What money somebody wants moved.</summary>
public enum WalletMove : byte
{
    /// <summary>Dollars into the trading wallet.</summary>
    TopUp,

    /// <summary>Dollars out of it, to where most of the money is kept.</summary>
    Rebalance,
}

/// <summary>A wish to move money. Nothing of this program moves it: who approves carries it out with the wallet's own tools.</summary>
/// <param name="DecidedBy">Empty until decided.</param>
public sealed record WalletProposal(
    string Id, WalletMove Move, Money Amount, string Why, string ProposedBy, Timestamp ProposedAt, ProposalState State, string DecidedBy, Timestamp DecidedAt);

/// <summary>What the wallet did on chain, and what people want it to do.</summary>
/// <param name="Operations">Newest first; bounded.</param>
/// <param name="Proposals">Newest first; bounded.</param>
public sealed record WalletSnapshot(IReadOnlyList<OperationSnapshot> Operations, IReadOnlyList<WalletProposal> Proposals)
{
    public static WalletSnapshot Empty { get; } = new([], []);
}
