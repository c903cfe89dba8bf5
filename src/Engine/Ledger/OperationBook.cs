using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Ledger;

/// <summary>One inventory operation as the ledger keeps it.</summary>
internal struct OperationRecord
{
    public OperationId Operation;
    public InventoryOperationKind Kind;
    public InventoryOperationState State;
    public Size Amount;
    public Money Gas;
}

/// <summary>What became of one report on an operation.</summary>
internal enum OperationBooking : byte
{
    /// <summary>A repeat, or late, or not of this ledger.</summary>
    Nothing,

    /// <summary>It moved on without an end.</summary>
    Advanced,

    Confirmed,

    /// <summary>It did nothing: what was reserved is free again.</summary>
    Failed,

    /// <summary>It tells another kind or amount than was asked for: not booked.</summary>
    Contradiction,
}

/// <summary>Inventory operations of one bot in one market, in the order they were asked for.</summary>
internal sealed class OperationBook
{
    /// <summary>Far more than a window's merges at the rate allowed; when full, nothing more is asked for.</summary>
    public const int Capacity = 128;

    private readonly OperationRecord[] _records = new OperationRecord[Capacity];
    private int _count;

    public ReadOnlySpan<OperationRecord> All => _records.AsSpan(0, _count);

    public bool HasRoom => _count < Capacity;

    /// <summary>Pairs that operations without an end hold on to.</summary>
    public Size Reserved(InventoryOperationKind kind)
    {
        var reserved = Size.Zero;
        foreach (ref readonly var record in All)
        {
            reserved += record.Kind == kind && IsUnderWay(record.State) ? record.Amount : Size.Zero;
        }

        return reserved;
    }

    public bool IsPending
    {
        get
        {
            foreach (ref readonly var record in All)
            {
                if (IsUnderWay(record.State))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public bool IsPendingAny(InventoryOperationKind kind) => Reserved(kind).IsPositive;

    public bool Knows(OperationId operation) => IndexOf(operation) >= 0;

    /// <exception cref="InvalidOperationException">The book is full.</exception>
    public void Plan(OperationId operation, InventoryOperationKind kind, Size amount)
    {
        if (!HasRoom)
        {
            throw new InvalidOperationException($"The book holds {Capacity} operations already.");
        }

        _records[_count++] = new OperationRecord { Operation = operation, Kind = kind, Amount = amount };
    }

    public OperationBooking Apply(in InventoryOperationReport report)
    {
        var index = IndexOf(report.Operation);
        if (index < 0)
        {
            return OperationBooking.Nothing;
        }

        ref var record = ref _records[index];
        if (report.Kind != record.Kind || report.Amount != record.Amount)
        {
            return OperationBooking.Contradiction;
        }

        var before = record.State;
        record.State = Merged(before, report.State);
        var isNew = record.State != before || report.GasCost > record.Gas;
        record.Gas = report.GasCost > record.Gas ? report.GasCost : record.Gas;
        return !isNew ? OperationBooking.Nothing
            : record.State == before ? OperationBooking.Advanced
            : record.State == InventoryOperationState.Confirmed ? OperationBooking.Confirmed
            : record.State == InventoryOperationState.Failed ? OperationBooking.Failed
            : OperationBooking.Advanced;
    }

    // An end outranks what is under way, and a confirmation outranks a failure because the chain cannot take it back.
    private static InventoryOperationState Merged(InventoryOperationState known, InventoryOperationState told) =>
        known == InventoryOperationState.Confirmed || told == InventoryOperationState.Confirmed ? InventoryOperationState.Confirmed
        : known == InventoryOperationState.Failed || told == InventoryOperationState.Failed ? InventoryOperationState.Failed
        : told;

    private static bool IsUnderWay(InventoryOperationState state) =>
        state is InventoryOperationState.Submitted or InventoryOperationState.Unknown;

    private int IndexOf(OperationId operation)
    {
        for (var index = 0; index < _count; index++)
        {
            if (_records[index].Operation == operation)
            {
                return index;
            }
        }

        return -1;
    }
}
