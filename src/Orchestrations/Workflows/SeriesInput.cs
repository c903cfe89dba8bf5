using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>A series of windows to be rolled without end.</summary>
public sealed record SeriesInput
{
    public required string Shard { get; init; }

    /// <summary>Lower-case symbol: <c>btc</c>.</summary>
    public required string Asset { get; init; }

    /// <summary>How long its windows last.</summary>
    public required WindowInterval Interval { get; init; }

    /// <summary>The open of the first window that is wanted at all.</summary>
    public required Timestamp FirstOpens { get; init; }

    /// <summary>The open of the first window that has not been dealt with; never earlier than <see cref="FirstOpens"/>.</summary>
    public required Timestamp NextOpens { get; init; }

    /// <summary>Windows that close after this are not traded; never for a series without end.</summary>
    public Timestamp LastCloses { get; init; } = Timestamp.Never;

    public required PhaseSchedule Schedule { get; init; }

    /// <summary>As in <see cref="MarketInput"/>.</summary>
    public Duration AcknowledgePatience { get; init; } = Duration.FromSeconds(5);
}

/// <summary>A series that had a last window has dealt with it.</summary>
public sealed record SeriesResult(Timestamp NextOpens);
