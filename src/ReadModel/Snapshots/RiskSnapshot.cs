using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>One limit and how much of it is used.</summary>
/// <param name="Name">The setting's name: <c>maximumNetExposure</c>.</param>
/// <param name="Scope">What it is counted over: a slug, a bot, or <c>portfolio</c>.</param>
/// <param name="Unit">shares, USD, orders or percent.</param>
public readonly record struct RiskGauge(string Name, string Scope, decimal Value, decimal Limit, string Unit)
{
    /// <summary>0 is unused, 1 is at the limit; above it only where the limit was lowered meanwhile.</summary>
    public decimal Used => Limit == 0 ? (Value > 0 ? 1 : 0) : decimal.Round(Value / Limit, 4);
}

/// <summary>One circuit breaker.</summary>
/// <param name="Name">What trips it: the words of its reason.</param>
/// <param name="Scope">A bot, or <c>portfolio</c>.</param>
/// <param name="IsTripped">It stops something now.</param>
/// <param name="Until">When it lets go by itself; never where a person must.</param>
/// <param name="Value">How near it is, in <paramref name="Unit"/>; null where that is not told.</param>
/// <param name="Threshold">Where it trips.</param>
public readonly record struct BreakerSnapshot(Reason Name, string Scope, bool IsTripped, Timestamp Until, decimal? Value, decimal Threshold, string Unit);

/// <summary>Unpaired cost in one price zone, over all markets.</summary>
public readonly record struct ZoneExposure(PriceZone Zone, Money Cost, Size Shares);

/// <summary>Limits, breakers and equity.</summary>
public sealed record RiskSnapshot
{
    public Money Equity { get; init; }

    public Money Peak { get; init; }

    /// <summary>Result of the UTC day, open losses included.</summary>
    public Money Today { get; init; }

    public Money OpenLoss { get; init; }

    /// <summary>Open results over all markets, gains and losses.</summary>
    public Money Unrealized { get; init; }

    public Money Collateral { get; init; }

    /// <summary>Cost of positions and open buys.</summary>
    public Money Committed { get; init; }

    public Reason Flatten { get; init; }

    public IReadOnlyList<RiskGauge> Gauges { get; init; } = [];

    public IReadOnlyList<BreakerSnapshot> Breakers { get; init; } = [];

    /// <summary>All six zones, in order.</summary>
    public IReadOnlyList<ZoneExposure> Zones { get; init; } = [];

    public static RiskSnapshot Empty { get; } = new();

    public decimal DrawdownPercent => Percent.Of(Peak - Equity, Peak);
}
