using PolyCloud.Engine;
using PolyCloud.Research.Regimes;

namespace PolyCloud.Research.StrategyTable;

/// <summary>What to run: each strategy in each regime with each seed.</summary>
public sealed record StrategyTableOptions
{
    /// <summary>Windows of each run, 1 to 1 000.</summary>
    public required int Windows { get; init; }

    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Names of <see cref="PolyCloud.Engine.Strategies.StrategyCatalog"/>.</summary>
    public required IReadOnlyList<string> Strategies { get; init; }

    public required IReadOnlyList<MarketRegime> Regimes { get; init; }

    /// <summary>File that keeps every run as it ends, or null. Runs that it has already are not run again.</summary>
    public string? KeptRuns { get; init; }

    /// <summary>Runs at once, 1 to 64. Default 1: results do not depend on it.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>Settings of every run but the strategy and the brakes.</summary>
    public required EngineOptions Engine { get; init; }
}
