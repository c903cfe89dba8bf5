using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Events;

/// <summary>How a window paid, told by somebody who proved it.</summary>
public sealed record MarketResolved : IControlEvent
{
    public int Version { get; init; } = 1;

    /// <summary>The outcome whose share pays one dollar.</summary>
    public required Outcome Winner { get; init; }

    /// <summary>Who told: <c>gamma</c>, <c>socket</c>, <c>chain</c>, a person.</summary>
    public required string Source { get; init; }

    public string? Problem => EventText.ProblemOf(Version, "resolved", Source) ?? (Enum.IsDefined(Winner) ? null : "winner is neither Up nor Down");
}
