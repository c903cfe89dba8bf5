using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Operations;

/// <summary>One split, merge or redemption on chain, from its signature on: enough to go on with it, or to book it, after a restart.</summary>
public sealed record OperationRecord
{
    /// <summary>The epoch of the worker whose engine asked for it.</summary>
    public required long Epoch { get; init; }

    /// <summary>The engine's number of it, unique within the epoch.</summary>
    public required long Number { get; init; }

    public required string Slug { get; init; }

    /// <summary>0x and 64 hexadecimal digits.</summary>
    public required string ConditionId { get; init; }

    /// <summary>End of the window.</summary>
    public required Timestamp Closes { get; init; }

    public required MarketVersion Version { get; init; }

    public required bool NegativeRisk { get; init; }

    public required InventoryOperationKind Kind { get; init; }

    /// <summary>Pairs of a split or merge, shares of a redemption.</summary>
    public required Size Amount { get; init; }

    /// <summary>What a redemption redeems.</summary>
    public Outcome? Winner { get; init; }

    public required InventoryOperationState State { get; init; }

    public Money GasCost { get; init; }

    /// <summary>What whoever took it calls it: a transaction's hash or the relayer's id. Empty until somebody did.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Everything that was signed for it, oldest first; all share one nonce.</summary>
    public IReadOnlyList<SignedAttempt> Attempts { get; init; } = [];

    public required Timestamp Updated { get; init; }

    public bool IsOver => State is InventoryOperationState.Confirmed or InventoryOperationState.Failed;
}

/// <summary>One signature for an operation, and the very bytes that are sent.</summary>
/// <param name="Hash">The transaction's hash, or what was signed for the relayer.</param>
/// <param name="TipWei">Of a transaction, in wei for a unit of gas; 0 for the relayer.</param>
/// <param name="MaximumFeeWei">The same for the whole fee.</param>
public sealed record SignedAttempt(long Nonce, Hash256 Hash, byte[] Payload, long TipWei, long MaximumFeeWei);
