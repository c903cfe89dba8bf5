using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Storage.Operations;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// What the node tells whoever keeps records: the host (intent log, state rows, logs) or the trace of an in-process run.
/// Called in order, on the stepping thread; must return quickly and never throw.
/// </summary>
public interface INodeObserver
{
    /// <summary>An order is signed and its bytes are about to leave: write it down first.</summary>
    /// <returns>False where it could not be written: the order is not sent, and nothing is opened until storage is told healthy.</returns>
    bool Signing(Timestamp now, in SignedIntent intent);

    void Decided(Timestamp now, in Effect effect);

    void Reported(Timestamp now, in OrderReport report);

    void Filled(Timestamp now, in Fill fill);

    void MarketAdded(Timestamp now, MarketId market, MarketSpec spec);

    void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner);

    /// <summary>An operation on chain was signed or moved on: write it down before this returns, its bytes leave after it.</summary>
    void Operated(Timestamp now, OperationRecord operation);

    /// <summary>Something a person reading the log wants to know.</summary>
    void Noted(Timestamp now, NodeNote note, string detail);
}

/// <summary>Kinds of notes: the log's event names.</summary>
public enum NodeNote : byte
{
    Starting,
    Takeover,
    Ready,
    FeedLost,
    FeedBack,
    VenueMode,
    Reconciled,
    Difference,
    FrameSkipped,
    WindowMissed,

    /// <summary>A market that this program will not trade; the detail names the reason.</summary>
    MarketRefused,
    PriceToBeat,
    SettlementMismatch,
    CancelDebt,

    /// <summary>Heartbeats are withheld on purpose, or go on again; the detail says which.</summary>
    DeadMan,
    Access,
    BookHashMismatch,
    Halted,
    Resumed,
    Stopping,
    Clear,
    Operation,
    Flattening,

    /// <summary>Strategy parameters were changed; the detail says which, for what, and why.</summary>
    Parameters,

    /// <summary>A person moved a bot; the detail says which, how, and why.</summary>
    Bot,

    /// <summary>A person cancelled an order or closed a position; the detail says which and why.</summary>
    Order,
}
