using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>What the limits of one market are measured against. Open orders of every kind count as if they filled.</summary>
/// <param name="WorstNet">Largest |Up − Down| if any subset of the open orders fills.</param>
/// <param name="Gross">Unpaired shares and shares of open orders.</param>
/// <param name="Committed">Cost of what is held and of open buys.</param>
/// <param name="OpenNotional">Price times remaining size of all open orders.</param>
public readonly record struct MarketExposure(MarketId Market, Size WorstNet, Size Gross, Money Committed, Money OpenNotional);

/// <summary>What limits and breakers see at one moment. A copy: it does not change.</summary>
public sealed record RiskView
{
    /// <summary>The portfolio's equity: capital, plus realised, plus open losses.</summary>
    public required Money Equity { get; init; }

    /// <summary>Highest equity since the beginning or the last re-arming.</summary>
    public required Money Peak { get; init; }

    /// <summary>Equity when the UTC day began.</summary>
    public required Money AtDayBegin { get; init; }

    /// <summary>Result of the UTC day, open losses included.</summary>
    public required Money Today { get; init; }

    /// <summary>Sum of open results where negative.</summary>
    public required Money OpenLoss { get; init; }

    /// <summary>The daily loss was hit and nobody has re-armed since.</summary>
    public required bool DailyLossHit { get; init; }

    /// <summary>Why everything is being flattened; none where it is not.</summary>
    public required Reason Flatten { get; init; }

    /// <summary>Why the venue breaker last paused.</summary>
    public required Reason VenueWhy { get; init; }

    public required Timestamp VenuePausedUntil { get; init; }

    /// <summary>Spendable collateral as the venue last told, less what buys have spent since.</summary>
    public required Money Collateral { get; init; }

    /// <summary>Cost of positions and open buys over all markets.</summary>
    public required Money Committed { get; init; }

    public required Money OpenNotional { get; init; }

    /// <summary>The same by bot, by its number.</summary>
    public required IReadOnlyList<Money> CommittedByBot { get; init; }

    public required IReadOnlyList<MarketExposure> Markets { get; init; }
}
