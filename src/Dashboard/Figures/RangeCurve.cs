using PolyCloud.Dashboard.Stored;
using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Figures;

/// <summary>One moment of a stored range.</summary>
/// <param name="Realized">Since the range began.</param>
/// <param name="Total">With open results, by the bots' equity; where days are looked at the realised result again, because deposits move a wallet's equity.</param>
public readonly record struct RangePoint(Timestamp At, Money Realized, Money Total);

/// <summary>How results went over a stored range, all bots together or one.</summary>
public static class RangeCurve
{
    /// <summary>Begins at zero; empty where nothing is stored.</summary>
    public static IReadOnlyList<RangePoint> Of(StoredView view) => view switch
    {
        { Span: null } => [],
        { Range.IsDaily: true } => OfDays(view.Span.Days, view.ReadAt),
        _ => OfHours(view.Span.Hours.Values, view.ReadAt),
    };

    /// <summary>Results of the periods, by time: hours of all bots together, or days.</summary>
    public static IReadOnlyList<(Timestamp Begin, Money Realized)> Periods(StoredView view) => view switch
    {
        { Span: null } => [],
        { Range.IsDaily: true } => [.. view.Span.Days.Select(static day => (day.Begin, day.Realized))],
        _ => [.. view.Span.Hours.Values.SelectMany(static hours => hours).GroupBy(static hour => hour.Begin).OrderBy(static hour => hour.Key).Select(static hour => (hour.Key, Sum(hour.Select(static one => one.Realized))))],
    };

    /// <param name="bots">Hours of each bot, by time. A bot without an hour keeps the equity it had.</param>
    /// <param name="now">An hour that is not over ends here.</param>
    public static IReadOnlyList<RangePoint> OfHours(IEnumerable<IReadOnlyList<StoredHour>> bots, Timestamp now)
    {
        var all = bots.SelectMany(static (hours, bot) => hours.Select(hour => (Bot: bot, Hour: hour))).OrderBy(static entry => entry.Hour.Begin).ToList();
        if (all.Count == 0)
        {
            return [];
        }

        var points = new List<RangePoint> { new(all[0].Hour.Begin, Money.Zero, Money.Zero) };
        var (realized, total, last) = (Money.Zero, Money.Zero, new Dictionary<int, Money>());
        foreach (var moment in all.GroupBy(static entry => entry.Hour.Begin))
        {
            foreach (var (bot, hour) in moment)
            {
                // What was open before the first hour is not known: its equity at the beginning is taken to be that at the end less what was realised.
                var before = last.TryGetValue(bot, out var known) ? known : hour.Equity - hour.Realized;
                realized += hour.Realized;
                total += hour.Equity - before;
                last[bot] = hour.Equity;
            }

            points.Add(new(EndOf(moment.Key, 3_600, now), realized, total));
        }

        return points;
    }

    private static IReadOnlyList<RangePoint> OfDays(IReadOnlyList<StoredDay> days, Timestamp now)
    {
        if (days.Count == 0)
        {
            return [];
        }

        var points = new List<RangePoint> { new(days[0].Begin, Money.Zero, Money.Zero) };
        var realized = Money.Zero;
        foreach (var day in days)
        {
            realized += day.Realized;
            points.Add(new(EndOf(day.Begin, 86_400, now), realized, realized));
        }

        return points;
    }

    private static Timestamp EndOf(Timestamp begin, int seconds, Timestamp now)
    {
        var end = begin + Duration.FromSeconds(seconds);
        return end < now || now < begin ? end : now;
    }

    private static Money Sum(IEnumerable<Money> amounts) => new(amounts.Sum(static amount => amount.Micros));
}
