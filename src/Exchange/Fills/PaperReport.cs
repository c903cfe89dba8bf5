using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills;

/// <summary>Which input of the engine a report is.</summary>
public enum PaperReportKind : byte
{
    Order,
    Fill,
    Operation,
}

/// <summary>Why an order was filled.</summary>
public enum FillCause : byte
{
    /// <summary>It took displayed liquidity.</summary>
    Took,

    /// <summary>The market traded through its price.</summary>
    Through,

    /// <summary>Trades at its price reached it in its queue.</summary>
    Queue,

    /// <summary>An opposite quote stood at its price (only the optimistic assumption).</summary>
    Touch,
}

/// <summary>What the paper exchange tells the program, as an input of the engine at the moment it arrives.</summary>
public readonly record struct PaperReport
{
    public PaperReportKind Kind { get; init; }

    /// <summary>When it reaches the program.</summary>
    public Timestamp At { get; init; }

    public OrderReport Order { get; init; }

    public Fill Fill { get; init; }

    public InventoryOperationReport Operation { get; init; }

    /// <summary>Of a fill.</summary>
    public FillCause Cause { get; init; }

    /// <summary>Of a maker's fill: from resting to the fill.</summary>
    public Duration Rested { get; init; }

    /// <summary>Of a maker's fill: shares ahead when it began to rest.</summary>
    public Size AheadAtEntry { get; init; }
}
