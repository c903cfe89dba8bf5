using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Workflows;

/// <summary>A phase and when it begins.</summary>
internal readonly record struct PlannedPhase(MarketPhase Phase, Timestamp Begins);

/// <summary>The phases of a window in order, by the same schedule as the engine's own clock.</summary>
internal static class PhasePlan
{
    public static IReadOnlyList<PlannedPhase> Of(MarketInput input) =>
    [
        new(MarketPhase.Making, input.Opens),
        new(MarketPhase.Unwind, Before(input, input.Schedule.Unwind)),
        new(MarketPhase.CloseOnly, Before(input, input.Schedule.CloseOnly)),
        new(MarketPhase.HedgeLock, Before(input, input.Schedule.HedgeLock)),
        new(MarketPhase.Done, Before(input, input.Schedule.Done)),
        new(MarketPhase.Resolving, input.Closes),
    ];

    private static Timestamp Before(MarketInput input, Duration span) => Timestamp.Later(input.Opens, input.Closes - span);
}
