using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Operations;

namespace PolyCloud.ContainerWorker.Inventory;

/// <summary>An operation at the desk.</summary>
/// <param name="id">The session's number of it: the engine's own, or below zero for one of an earlier epoch.</param>
internal sealed class DeskOperation(long id, OperationRecord record)
{
    public long Id => id;

    /// <summary>Its market's slot; null where an earlier epoch asked for it, then this engine does not know it.</summary>
    public MarketId? Market { get; init; }

    public OperationRecord Record { get; set; } = record;

    /// <summary>A redemption that waits for the venue to pay by itself, or an operation of unknown end: when the balances are looked at next.</summary>
    public Timestamp LookAt { get; set; } = Timestamp.Never;

    /// <summary>Until then a redemption waits for the venue.</summary>
    public Timestamp WaitsUntil { get; set; }

    /// <summary>Handed to the session.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Looks in a row at which the balances were as before the operation.</summary>
    public int UnchangedLooks { get; set; }

    public InventoryOperationReport Report(MarketId market) =>
        new(market, new OperationId(Record.Number), Record.Kind, Record.State, Record.Amount, Record.GasCost);
}
