using PolyCloud.Engine.Effects;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>Result at one moment, since the process began.</summary>
public sealed record PnlPointBody(string At, decimal RealizedUsd, decimal UnrealizedUsd);

/// <summary>Percentiles in microseconds, since the process began.</summary>
public sealed record LatencyBody(long Count, double P50Micros, double P95Micros, double P99Micros, double MaximumMicros)
{
    internal static LatencyBody Of(LatencyPercentiles of) => new(of.Count, of.P50Micros, of.P95Micros, of.P99Micros, of.MaximumMicros);
}

/// <summary>A settled window.</summary>
public sealed record ClosedWindowBody(string Id, string Opens, string Closes, string Winner, decimal RealizedPnlUsd, decimal FeesUsd, decimal NetShares, string? Strike, string SettledAt)
{
    internal static ClosedWindowBody Of(ClosedWindowSnapshot window) => new(
        window.Slug, window.Opens.ToString(), window.Closes.ToString(), Words.Label(window.Winner), Words.Dollars(window.Realized), Words.Dollars(window.Fees), Words.Shares(window.Net), window.Strike?.ToString(),
        window.SettledAt.ToString());
}

/// <summary>All bots together, since the process began.</summary>
/// <param name="EligibleShare">Part of the making time in which the spread rule was met.</param>
/// <param name="NotQuotingSeconds">Seconds without a quote while making or unwinding, by reason.</param>
/// <param name="WinRatePercent">Settled windows with a gain among those with a result; null before one.</param>
public sealed record PortfolioBody(
    string AsOf, decimal EquityUsd, decimal RealizedPnlUsd, decimal UnrealizedPnlUsd, decimal FeesUsd, decimal GasUsd, decimal VolumeUsd, long Fills, long OrdersPlaced, long OrdersRejected, long OrdersCancelled,
    long WindowsSettled, decimal? WinRatePercent, double EligibleShare, IReadOnlyDictionary<string, double> NotQuotingSeconds, LatencyBody Decision, LatencyBody OrderAnswer, LatencyBody FrameAge,
    IReadOnlyList<PnlPointBody> Curve, IReadOnlyList<ClosedWindowBody> ClosedWindows)
{
    /// <summary>Null before the engine runs.</summary>
    internal static PortfolioBody? Of(TradingSnapshot snapshot)
    {
        if (snapshot.Totals is not { } totals)
        {
            return null;
        }

        var decided = snapshot.ClosedWindows.Where(static window => window.Realized != Engine.Values.Money.Zero).ToList();
        return new(
            snapshot.At.ToString(), Words.Dollars(snapshot.Risk.Equity), Words.Dollars(totals.RealizedPnl), Words.Dollars(snapshot.Risk.Unrealized), Words.Dollars(totals.Fees), Words.Dollars(totals.Gas),
            Words.Dollars(totals.Volume), totals.Fills, totals.OrdersPlaced, totals.OrdersRejected, totals.OrdersCancelled, totals.WindowsSettled,
            decided.Count == 0 ? null : decimal.Round(decided.Count(static window => window.Realized > Engine.Values.Money.Zero) * 100m / decided.Count, 2),
            totals.MakingTime.Micros == 0 ? 0 : Math.Round((double)totals.EligibleTime.Micros / totals.MakingTime.Micros, 5),
            Enum.GetValues<Reason>().Where(reason => reason != Reason.None && totals.NotQuotingTime(reason).Micros > 0).ToDictionary(static reason => reason.Label(), reason => totals.NotQuotingTime(reason).TotalSeconds),
            LatencyBody.Of(snapshot.Latency.Decision), LatencyBody.Of(snapshot.Latency.OrderAnswer), LatencyBody.Of(snapshot.Latency.FrameAge),
            [.. snapshot.PnlCurve.Select(static point => new PnlPointBody(point.At.ToString(), Words.Dollars(point.Realized), Words.Dollars(point.Unrealized)))],
            [.. snapshot.ClosedWindows.Select(ClosedWindowBody.Of)]);
    }
}
