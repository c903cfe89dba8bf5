using PolyCloud.Dashboard.Figures;
using PolyCloud.Dashboard.Stored;
using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Charts;

/// <summary>Charts of stored ranges.</summary>
public static class RangeChart
{
    private static readonly string[] Tones = ["accent", "second", "good", "bad", "muted"];

    /// <summary>The result since the range began.</summary>
    public static ChartData Result(StoredView stored)
    {
        var points = Thinning.Of(RangeCurve.Of(stored));
        var realized = new ChartSeries("realised", "accent", [.. points.Select(static point => Dollars(point.Realized))], IsFilled: true);
        return stored.Range.IsDaily
            ? ChartData.Over("USD", Seconds(points), realized)
            : ChartData.Over("USD", Seconds(points), realized, new ChartSeries("with open results", "second", [.. points.Select(static point => Dollars(point.Total))], IsDashed: true));
    }

    /// <summary>How far below its highest.</summary>
    public static ChartData Below(StoredView stored)
    {
        var points = Thinning.Of(Drawdown.Of(RangeCurve.Of(stored)));
        return ChartData.Over("USD", [.. points.Select(static point => Second(point.At))], new ChartSeries("below the peak", "bad", [.. points.Select(static point => Dollars(point.Below))], IsFilled: true));
    }

    /// <summary>Each bot's return; where days are looked at, that of all together.</summary>
    public static ChartData Returns(StoredView stored)
    {
        var lines = RangeReturn.Of(stored);
        var moments = Thinning.Of([.. lines.SelectMany(static line => line.Points).Select(static point => point.At).Distinct().Order()]);
        var shown = moments.ToHashSet();
        return ChartData.Over(
            "%", [.. moments.Select(Second)],
            [.. lines.Select((line, number) => new ChartSeries(line.Name, Tones[number % Tones.Length], Values(line, moments, shown)))]);
    }

    /// <summary>Results of hours or days.</summary>
    public static ChartData Distribution(StoredView stored)
    {
        var bins = Histogram.Even([.. RangeCurve.Periods(stored).Where(static period => period.Realized != Money.Zero).Select(static period => (decimal)period.Realized.Micros / Money.Scale)]);
        return ChartData.OfBars(stored.Range.Period + "s", "result in USD", bins.Labels, new ChartSeries(stored.Range.Period + "s", "accent", [.. bins.Counts.Select(static count => (double?)count)]));
    }

    /// <summary>An underlying's price: what it closed at between its highest and its lowest.</summary>
    public static ChartData Prices(IReadOnlyList<StoredBar> all)
    {
        var bars = BarThinning.Of(all);
        return ChartData.Over(
            "USD", [.. bars.Select(static bar => Second(bar.Begin))],
            new ChartSeries("close", "accent", [.. bars.Select(static bar => Dollars(bar.Close))]),
            new ChartSeries("high", "good", [.. bars.Select(static bar => Dollars(bar.High))], IsDashed: true),
            new ChartSeries("low", "bad", [.. bars.Select(static bar => Dollars(bar.Low))], IsDashed: true));
    }

    private static IReadOnlyList<double?> Values(ReturnLine line, IReadOnlyList<Timestamp> moments, HashSet<Timestamp> shown)
    {
        var known = line.Points.Where(point => shown.Contains(point.At)).ToDictionary(static point => point.At, static point => (double?)point.ReturnPercent);
        return [.. moments.Select(moment => known.GetValueOrDefault(moment))];
    }

    private static List<double> Seconds(IReadOnlyList<RangePoint> points) => [.. points.Select(static point => Second(point.At))];

    private static double Second(Timestamp at) => at.Micros / 1e6;

    private static double? Dollars(Money money) => (double)money.Micros / Money.Scale;
}
