using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Chain.Sessions;

/// <summary>
/// Carries operations to the chain, one after the other, each at most once: by transactions of the key's own account, or by the
/// relayer for other wallets. A state machine without I/O: outcomes in, calls and events out, at moments the caller names.
/// </summary>
public interface IChainSession
{
    /// <summary>When <see cref="Tick"/> wants to be called.</summary>
    Timestamp NextDeadline { get; }

    /// <summary>Operations begun or waiting.</summary>
    int Pending { get; }

    /// <summary>Takes an operation in; false where too many wait already.</summary>
    bool TryStart(Timestamp now, ChainOperation operation, HttpOutbox outbox);

    void Tick(Timestamp now, HttpOutbox outbox);

    /// <summary>Takes the outcome of a call; false when it is not this session's.</summary>
    bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox);
}
