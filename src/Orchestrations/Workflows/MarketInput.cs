using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>One window to be led from its warm-up to its report.</summary>
public sealed record MarketInput
{
    public required string Shard { get; init; }

    /// <summary><c>btc-5m</c>.</summary>
    public required string Series { get; init; }

    public required string Slug { get; init; }

    public required Timestamp Opens { get; init; }

    public required Timestamp Closes { get; init; }

    /// <summary>When the phases begin, as time before the end.</summary>
    public required PhaseSchedule Schedule { get; init; }

    /// <summary>How long the worker has to follow a phase. Default 5 s.</summary>
    public Duration AcknowledgePatience { get; init; } = Duration.FromSeconds(5);

    /// <summary>How long the winner is waited for before a person is called and the window is closed without it. Default 2 h.</summary>
    public Duration ResolutionPatience { get; init; } = Duration.FromSeconds(7_200);

    /// <summary>How long the worker has to book the winner. Default 120 s.</summary>
    public Duration SettlementPatience { get; init; } = Duration.FromSeconds(120);
}

/// <summary>How a window's workflow ended.</summary>
/// <param name="Escalations">Phases that the worker did not follow in time.</param>
public sealed record MarketResult(Outcome? Winner, bool IsSettled, IReadOnlyList<string> Escalations);
