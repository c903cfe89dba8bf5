using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Research.Simulate;

/// <summary>One run of exchange, workers and store under one seed.</summary>
public sealed record SimulationOptions
{
    /// <summary>Open of the first window: 2026-11-03 14:00:00 UTC. Any multiple of 300 s would do.</summary>
    public static readonly Timestamp FirstOpens = Timestamp.FromSeconds(1_793_714_400);

    /// <summary>Decides everything random: the market, what goes wrong and when, every latency.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Windows of five minutes to trade, 1 to 1 000. Default 5.</summary>
    public int Windows { get; init; } = 5;

    /// <summary>Which faults may happen. Default all.</summary>
    public FaultChoice Faults { get; init; } = FaultChoice.All;

    /// <summary>Of the mishaps that the seed draws only those with these numbers happen; null is all of them.</summary>
    public IReadOnlySet<int>? Kept { get; init; }

    /// <summary>What a worker is made of; tests put wrong parts in.</summary>
    public WorkerParts Parts { get; init; } = new();

    /// <summary>A control plane leads the workers; without one they lead themselves, as the product can.</summary>
    public bool HasControlPlane { get; init; } = true;

    public Timestamp LastCloses => FirstOpens + Duration.FromSeconds(300L * Windows);

    /// <summary>
    /// What is traded with, and what the invariants hold the workers to: gates opened so that every window trades, limits so that they
    /// are reached.
    /// </summary>
    public EngineOptions Engine { get; init; } = SimulationMarket.Engine;
}
