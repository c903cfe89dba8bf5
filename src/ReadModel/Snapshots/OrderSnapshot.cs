using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>One order of ours and the last word on it.</summary>
public readonly record struct OrderSnapshot
{
    /// <summary>What routes and screens call it, within one epoch: <c>i17</c>.</summary>
    public string Id => Intent.ToString();

    public required IntentId Intent { get; init; }

    public required string Slug { get; init; }

    public required BotId Bot { get; init; }

    public required OrderPurpose Purpose { get; init; }

    public required OrderType Type { get; init; }

    public required Outcome Outcome { get; init; }

    public required Side Side { get; init; }

    public required Price Price { get; init; }

    public required Size Size { get; init; }

    public required OrderState State { get; init; }

    /// <summary>Why it was refused or ended; none where there is nothing to say.</summary>
    public Reason Reason { get; init; }

    /// <summary>Shares matched as the venue said.</summary>
    public Size Matched { get; init; }

    public required Timestamp Placed { get; init; }

    /// <summary>Moment of the last report; that of the placement before one.</summary>
    public required Timestamp Updated { get; init; }

    /// <summary>From the decision to the venue's first answer; null before it.</summary>
    public Duration? AnsweredAfter { get; init; }
}
