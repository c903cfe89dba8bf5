using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest.Statistics;

namespace PolyCloud.Research.Backtest;

/// <summary>Net position from a moment on, as a step curve.</summary>
/// <param name="Net">Up less Down.</param>
public readonly record struct InventoryStep(Timestamp At, Size Net);

/// <summary>One window under one assumption.</summary>
public sealed record AssumedResult
{
    public required FillAssumption Assumption { get; init; }

    /// <summary>The engine's own count of itself.</summary>
    public required EngineTotals Totals { get; init; }

    /// <summary>Cash and the winner's tokens by plain addition; null where no winner is known.</summary>
    public required Money? Settled { get; init; }

    public required Money Fees { get; init; }

    /// <summary>Estimate of the maker rebates, in no other figure.</summary>
    public required Money Rebates { get; init; }

    public required IReadOnlyList<InventoryStep> Inventory { get; init; }

    public required FillStatistics Fills { get; init; }

    /// <summary>Inputs given to the engine.</summary>
    public required long Inputs { get; init; }

    /// <summary>Of these, without any effect.</summary>
    public required long InputsWithoutEffect { get; init; }

    /// <summary>SHA-256 of all decisions and reports.</summary>
    public required string Hash { get; init; }
}

/// <summary>One window under all assumptions.</summary>
public sealed record WindowResult
{
    public required MarketSpec Spec { get; init; }

    public required TapeProvenance Provenance { get; init; }

    public required Outcome? Winner { get; init; }

    public required WinnerSource WinnerSource { get; init; }

    /// <summary>Events of the tape.</summary>
    public required int Events { get; init; }

    /// <summary>Pessimistic, realistic, optimistic.</summary>
    public required IReadOnlyList<AssumedResult> Assumed { get; init; }
}
