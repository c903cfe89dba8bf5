using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>One limit and what is used of it.</summary>
/// <param name="Used">0 unused, 1 at the limit.</param>
public sealed record GaugeBody(string Name, string Scope, decimal Value, decimal Limit, string Unit, decimal Used);

/// <summary>Exposure in one zone of prices.</summary>
public sealed record ZoneBody(string Zone, decimal CostUsd, decimal Shares);

/// <summary>Equity, limits and exposure.</summary>
public sealed record LimitsBody(
    string AsOf, decimal EquityUsd, decimal PeakEquityUsd, decimal DrawdownPercent, decimal TodayUsd, decimal UnrealizedPnlUsd, decimal CollateralUsd, decimal CommittedUsd, string? Flatten,
    IReadOnlyList<GaugeBody> Limits, IReadOnlyList<ZoneBody> Zones)
{
    internal static LimitsBody Of(TradingSnapshot snapshot)
    {
        var risk = snapshot.Risk;
        return new(
            snapshot.At.ToString(), Words.Dollars(risk.Equity), Words.Dollars(risk.Peak), risk.DrawdownPercent, Words.Dollars(risk.Today), Words.Dollars(risk.Unrealized), Words.Dollars(risk.Collateral),
            Words.Dollars(risk.Committed), Words.Label(risk.Flatten), [.. risk.Gauges.Select(static gauge => new GaugeBody(gauge.Name, gauge.Scope, gauge.Value, gauge.Limit, gauge.Unit, gauge.Used))],
            [.. risk.Zones.Select(static zone => new ZoneBody(Words.Label(zone.Zone), Words.Dollars(zone.Cost), Words.Shares(zone.Shares)))]);
    }
}

/// <summary>One circuit breaker.</summary>
/// <param name="Until">When it lets go by itself; null where it is not tripped or a person must.</param>
/// <param name="Value">How near it is; null where that is not told.</param>
public sealed record BreakerBody(string Name, string Scope, bool IsTripped, string? Until, decimal? Value, decimal Threshold, string Unit)
{
    internal static BreakerBody Of(BreakerSnapshot breaker) => new(
        Words.Label(breaker.Name)!, breaker.Scope, breaker.IsTripped, breaker.IsTripped ? Words.Moment(breaker.Until) : null, breaker.Value, breaker.Threshold, breaker.Unit);
}
