using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>What the engine has done since it began, over removed and present markets. A copy: it does not change.</summary>
public sealed record EngineTotals
{
    public long OrdersPlaced { get; init; }

    public long OrdersRejected { get; init; }

    /// <summary>Of these, because a post-only order would have crossed.</summary>
    public long PostOnlyRejected { get; init; }

    public long OrdersCancelled { get; init; }

    /// <summary>Executions told, once each.</summary>
    public long Fills { get; init; }

    /// <summary>Collateral moved by fills that did not fail, without fees.</summary>
    public Money Volume { get; init; }

    /// <summary>After fees; complete sets count one dollar from the moment they are whole, leftovers at their resolution.</summary>
    public Money RealizedPnl { get; init; }

    public Money Fees { get; init; }

    /// <summary>Spent on merges, splits and redemptions; taken off the realised result.</summary>
    public Money Gas { get; init; }

    /// <summary>Largest |Up − Down| held in any market.</summary>
    public Size MaxNetExposure { get; init; }

    /// <summary>Sum of rests below the minimum order size when their market was done.</summary>
    public Size Dust { get; init; }

    /// <summary>Sum of |Up − Down| at resolution.</summary>
    public Size PositionAtResolution { get; init; }

    public Duration MakingTime { get; init; }

    /// <summary>Part of <see cref="MakingTime"/> in which the spread rule was met.</summary>
    public Duration EligibleTime { get; init; }

    public long EligibleEpisodes { get; init; }

    /// <summary>Ended episodes by duration: up to 25, 50, 100, 250, 500, 1000 ms, and longer.</summary>
    public required IReadOnlyList<long> EpisodesByDuration { get; init; }

    public long InvariantBreaches { get; init; }

    public long WindowsSettled { get; init; }

    /// <summary>Inputs that made no sense, or came for orders and markets no longer known, and were skipped.</summary>
    public long RefusedInputs { get; init; }

    public MarkOut MarkOut1Second { get; init; }

    public MarkOut MarkOut5Seconds { get; init; }

    public MarkOut MarkOut30Seconds { get; init; }

    public long MarkOutsMissed { get; init; }

    /// <summary>Time not quoting while making or unwinding, by <c>(int)Reason</c>; index 0 is time quoting.</summary>
    public required IReadOnlyList<Duration> TimeByReason { get; init; }

    public Duration NotQuotingTime(Reason reason) => TimeByReason[(int)reason];
}
