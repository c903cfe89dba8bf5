using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Transactions;

namespace PolyCloud.Polymarket.Chain.Sessions;

/// <summary>Why an operation did not happen, and will not.</summary>
public enum ChainFailure : byte
{
    /// <summary>Simulated before anything was signed, it reverted: too few tokens, not resolved, no approval.</summary>
    WouldRevert,

    /// <summary>Mined and undone by the contract.</summary>
    Reverted,

    /// <summary>Node or relayer refused it, every time and clearly.</summary>
    Refused,

    /// <summary>Gas costs more than the policy allows; nothing was signed.</summary>
    FeeAboveCap,

    /// <summary>No endpoint answered in time; nothing was signed.</summary>
    Unreachable,

    /// <summary>Another transaction of this account was mined under the same nonce.</summary>
    NonceTaken,

    /// <summary>Mined successfully, but without the event that proves its effect: look at the balances before asking for it anew.</summary>
    NoEffect,
}

/// <summary>How an operation was named before its bytes left: enough to find it again after a crash.</summary>
/// <param name="Nonce">Nothing else can happen under it.</param>
/// <param name="Reference">The transaction's hash; what was signed, for the relayer.</param>
/// <param name="Payload">The very bytes that are sent: sending them again is harmless.</param>
/// <param name="Fees">Of a transaction; zero for the relayer.</param>
public sealed record ChainAttempt(long Nonce, Hash256 Reference, ReadOnlyMemory<byte> Payload, GasFees Fees);

/// <summary>A finished operation.</summary>
/// <param name="Transaction">The hash, or null where the relayer told none.</param>
/// <param name="Amount">What the contract told it moved, in millionths; null where nobody told.</param>
/// <param name="Receipt">Null through the relayer.</param>
public sealed record ChainSuccess(Hash256? Transaction, long? Amount, ChainReceipt? Receipt);

/// <summary>What the owner of an <see cref="IChainSession"/> is told.</summary>
public interface IChainEvents
{
    /// <summary>Signed, not sent: to be kept before this call returns, for a restart to resume with.</summary>
    void Signed(Timestamp now, long operation, ChainAttempt attempt);

    /// <summary>Somebody took it: a transaction hash, or the relayer's id.</summary>
    void Submitted(Timestamp now, long operation, string reference);

    void Confirmed(Timestamp now, long operation, ChainSuccess success);

    /// <summary>
    /// It did not happen and cannot happen beside a new one: the owner may ask for it anew, but after
    /// <see cref="ChainFailure.NoEffect"/> only by the balances.
    /// </summary>
    void Failed(Timestamp now, long operation, ChainFailure failure, string detail);

    /// <summary>
    /// It may or may not have happened or happen yet. It stays begun and is watched; nothing else is sent until it is decided, and
    /// confirmed or failed may still follow.
    /// </summary>
    void Unknown(Timestamp now, long operation, string reference);
}
