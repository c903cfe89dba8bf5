using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>What is kept of an equity over a restart. Open losses and results of windows that are not settled are not: both are recovered with the executions.</summary>
/// <param name="Day">Number of the UTC day <paramref name="RealizedToday"/> belongs to, counted from 1970-01-01.</param>
public readonly record struct EquityState(Money Realized, Money Peak, Money AtDayBegin, Money RealizedToday, long Day);

/// <summary>What is kept of one bot over a restart.</summary>
/// <param name="Strategy">Name of its strategy; a state of another strategy is not taken over.</param>
public readonly record struct BotRiskState(
    BotId Bot, string Strategy, EquityState Equity, int ConsecutiveLosses, BotState State, Reason Why, Timestamp PausedUntil);

/// <summary>Everything the limits and breakers must remember over a restart; the host stores it and hands it back before the first market.</summary>
public sealed record RiskState
{
    public required EquityState Portfolio { get; init; }

    /// <summary>The daily loss was hit and nobody has re-armed since.</summary>
    public bool DailyLossHit { get; init; }

    /// <summary>Why everything is being flattened; none where it is not.</summary>
    public Reason Flatten { get; init; }

    /// <summary>End of the pause after venue errors or rejects.</summary>
    public Timestamp VenuePausedUntil { get; init; }

    /// <summary>Pauses of that kind in a row.</summary>
    public int VenuePauses { get; init; }

    public required IReadOnlyList<BotRiskState> Bots { get; init; }
}
