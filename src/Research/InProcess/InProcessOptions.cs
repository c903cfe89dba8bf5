using PolyCloud.Engine;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Regimes;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Research.InProcess;

/// <summary>One run of the whole system in one thread.</summary>
public sealed record InProcessOptions
{
    /// <summary>Decides everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Length of the windows, for generated flow. Default five minutes.</summary>
    public WindowInterval Interval { get; init; } = WindowInterval.FiveMinutes;

    /// <summary>Open of the first window to trade, for generated flow; a recording brings its own.</summary>
    public required Timestamp FirstOpens { get; init; }

    /// <summary>Close of the last window to trade.</summary>
    public required Timestamp LastCloses { get; init; }

    /// <summary>Windows, or events, to trade, 1 to 100 000.</summary>
    public required int Windows { get; init; }

    /// <summary>Generated multi-outcome events of so many price ranges, 3 to 5, instead of windows; null, the default, trades windows.</summary>
    public int? EventOutcomes { get; init; }

    /// <summary>A recording of books, or null for generated flow.</summary>
    public string? Recording { get; init; }

    /// <summary>Where the run is journaled, or null for no journal. The run waits for the disk: its results do not depend on it.</summary>
    public string? JournalDirectory { get; init; }

    public required EngineOptions Engine { get; init; }

    public IReadOnlyList<string> Waived { get; init; } = [];

    /// <summary>What the generated market is like. Default ordinary; a recording brings its own.</summary>
    public MarketRegime Regime { get; init; } = MarketRegimes.Ordinary;

    /// <summary>What goes wrong at the venue on purpose, from the run's start, besides the regime's own. Default nothing.</summary>
    public IReadOnlyList<FaultPlan> Faults { get; init; } = [];

    /// <summary>
    /// Every n-th book change carries the venue's hash. A hash is a SHA-1 over about 4 KB, the dearest part of a frame; the real venue
    /// sends one with each, and so does the simulator over sockets. Default 16.
    /// </summary>
    public int BookHashEvery { get; init; } = 16;
}
