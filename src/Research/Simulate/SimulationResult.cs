using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Coverage;
using PolyCloud.Research.Simulate.Invariants;

namespace PolyCloud.Research.Simulate;

/// <summary>What became of one seed.</summary>
public sealed record SimulationResult
{
    public required ulong Seed { get; init; }

    public required int Windows { get; init; }

    /// <summary>The first thing that did not hold; null where everything did.</summary>
    public required Breach? Breach { get; init; }

    /// <summary>Over every decision, signed order, report, fill and result, each with its moment, and the numbers of moments and exchange events.</summary>
    public required string TraceHash { get; init; }

    /// <summary>Steps of the clock, each followed by a look at every invariant.</summary>
    public required long Moments { get; init; }

    /// <summary>Book changes, trades, order changes and prices at the exchange.</summary>
    public required long ExchangeEvents { get; init; }

    /// <summary>Own orders that the exchange took.</summary>
    public required long OrdersTaken { get; init; }

    /// <summary>Trades in which own orders took part.</summary>
    public required long Trades { get; init; }

    /// <summary>What went wrong on purpose, for people.</summary>
    public required IReadOnlyList<string> Mishaps { get; init; }

    public required IReadOnlyList<int> MishapNumbers { get; init; }

    /// <summary>Lives of workers.</summary>
    public required int Starts { get; init; }

    /// <summary>From each kill to nothing resting.</summary>
    public required IReadOnlyList<TimedKill> KillsToClear { get; init; }

    /// <summary>From the beginning of calm until worker and exchange agreed, in virtual time; null where the run ended before.</summary>
    public required Duration? Convergence { get; init; }

    public required FaultCoverage Coverage { get; init; }
}
