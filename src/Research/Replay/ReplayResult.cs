using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Research.Replay;

/// <summary>What came of feeding one run's inputs to an engine again.</summary>
public sealed record ReplayResult
{
    public required JournalProvenance Provenance { get; init; }

    /// <summary>Inputs fed to the engine, the differing one included.</summary>
    public required long Steps { get; init; }

    /// <summary>Effects that the engine answered with.</summary>
    public required long Effects { get; init; }

    /// <summary>Inputs that changed nothing outside the engine.</summary>
    public required long WithoutEffect { get; init; }

    /// <summary>SHA-256 of every decision with its number, lower-case hexadecimal; promised equal per operating system and processor.</summary>
    public required string GoldenHash { get; init; }

    /// <summary>The first decision that was another one; null where all were the same.</summary>
    public required ReplayDifference? Difference { get; init; }

    /// <summary>What is wrong with the journal; replay stopped at the first one that is not harmless.</summary>
    public required IReadOnlyList<JournalFault> Faults { get; init; }

    /// <summary>Counts and sums of the engine at the end.</summary>
    public required EngineTotals Totals { get; init; }

    /// <summary>Every decision was the same byte for byte, and nothing of the journal is missing or damaged.</summary>
    public bool IsEqual => Difference is null && Faults.Count == 0;
}

/// <summary>A decision that was another one, both sides readable.</summary>
/// <param name="Record">Number of the input within its run.</param>
/// <param name="Now">The moment the engine was given.</param>
/// <param name="Market">Slug of the market that the first differing effect speaks of, or empty.</param>
/// <param name="Input">Kind and fields of the input.</param>
/// <param name="Recorded">What was journaled, a line for each effect.</param>
/// <param name="Replayed">What the engine answers now.</param>
public sealed record ReplayDifference(
    long Record, Timestamp Now, string Market, string Input, IReadOnlyList<string> Recorded, IReadOnlyList<string> Replayed);
