using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Resolution;

/// <summary>One market whose resolution is awaited.</summary>
internal sealed class WatchedMarket
{
    public required string Slug { get; init; }

    public required string ConditionId { get; init; }

    public required Timestamp Closes { get; init; }

    /// <summary>Its start is the end of the window before it, to the digit: so with the settlement oracle, not with an exchange's candles.</summary>
    public required bool SharesBorders { get; init; }

    /// <summary>When the next round begins; never while one is under way.</summary>
    public Timestamp AskAt { get; set; }

    public Payout? Proved { get; set; }
}
