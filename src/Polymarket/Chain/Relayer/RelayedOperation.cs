using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Sessions;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>Where a relayed operation stands.</summary>
internal enum RelayStep : byte
{
    AskDeployed,
    Create,
    WatchCreation,
    AskNonce,
    Submit,
    Watch,

    /// <summary>Its nonce is used, perhaps by it; nobody told its name. Only the owner can say, by the balances.</summary>
    Stranded,
}

/// <summary>The operation under way at the relayer.</summary>
internal sealed class RelayedOperation(ChainOperation operation, RelayStep step, int retries, int looks)
{
    public ChainOperation Operation { get; } = operation;

    public RelayStep Step { get; set; } = step;

    public ChainAttempt? Attempt { get; set; }

    /// <summary>A copy may have been taken under a name that was lost.</summary>
    public bool MayBeTaken { get; set; }

    /// <summary>The relayer's name of what is watched: the creation of the wallet, or the operation.</summary>
    public string Transaction { get; set; } = "";

    public int RetriesLeft { get; set; } = retries;

    public int LooksLeft { get; set; } = looks;

    public bool IsUnknown { get; set; }

    public Timestamp Next { get; set; }

    public string Reference => Transaction.Length > 0 ? Transaction : Attempt?.Reference.ToString() ?? "";
}
