using PolyCloud.Dashboard.History;
using PolyCloud.Dashboard.Stored;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Figures;

/// <summary>Returns over a stored range.</summary>
/// <param name="Name">The bot; or all bots, where days are looked at.</param>
public sealed record ReturnLine(string Name, IReadOnlyList<BotPoint> Points);

/// <summary>Returns in percent of the equity with which a range began.</summary>
public static class RangeReturn
{
    public static IReadOnlyList<ReturnLine> Of(StoredView view) => view switch
    {
        { Span: null } => [],
        { Range.IsDaily: true } => view.Span.Days.Count == 0 ? [] : [new("all bots", OfCurve(RangeCurve.Of(view), view.Span.Days[0].FirstEquity))],
        _ => [.. view.Span.Hours.Where(static bot => bot.Value.Count > 0).OrderBy(static bot => bot.Key, StringComparer.Ordinal).Select(bot => new ReturnLine(bot.Key, OfBot(bot.Value, view.ReadAt)))],
    };

    /// <summary>With open results; empty of a bot that began with nothing.</summary>
    public static IReadOnlyList<BotPoint> OfBot(IReadOnlyList<StoredHour> hours, Timestamp now) =>
        hours.Count == 0 ? [] : OfCurve(RangeCurve.OfHours([hours], now), hours[0].Equity - hours[0].Realized);

    private static IReadOnlyList<BotPoint> OfCurve(IReadOnlyList<RangePoint> curve, Money first) =>
        first <= Money.Zero ? [] : [.. curve.Select(point => new BotPoint(point.At, Percent.Of(point.Total, first)))];
}
