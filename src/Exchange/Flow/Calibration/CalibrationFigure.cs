using System.Globalization;

namespace PolyCloud.Exchange.Flow.Calibration;

/// <summary>How a figure is read and when it fits.</summary>
public enum FigureKind : byte
{
    /// <summary>Fits within 15 %.</summary>
    Amount,

    /// <summary>A share of 1: fits within two percentage points. 15 % of a large share would let nearly anything pass.</summary>
    Share,
}

/// <summary>One figure that is compared between recorded and generated windows.</summary>
/// <param name="Decimals">Digits after the point, for people.</param>
public sealed record CalibrationFigure(string Name, FigureKind Kind, int Decimals, Func<BookStatistics, double> Of)
{
    private const double RelativeTolerance = 0.15;
    private const double ShareTolerance = 0.02;

    public bool Fits(double generated, double recorded) => Kind == FigureKind.Share
        ? Math.Abs(generated - recorded) <= ShareTolerance
        : Math.Abs(generated - recorded) <= RelativeTolerance * Math.Abs(recorded);

    public string Text(double value) => Kind == FigureKind.Share
        ? (100 * value).ToString("F1", CultureInfo.InvariantCulture) + " %"
        : value.ToString("F" + Decimals, CultureInfo.InvariantCulture);

    public string Deviation(double generated, double recorded) => Kind == FigureKind.Share
        ? (100 * (generated - recorded)).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " pp"
        : recorded == 0 ? "" : (100 * ((generated / recorded) - 1)).ToString("+0;-0;0", CultureInfo.InvariantCulture) + " %";

    /// <summary>The figures of one stretch of the window.</summary>
    public static IReadOnlyList<CalibrationFigure> OfBucket(int index)
    {
        var seconds = TimeBucket.All[index].Seconds;
        return
        [
            new("books a second", FigureKind.Amount, 2, s => s.Buckets[index].Books / (double)Math.Max(1, s.Windows) / seconds),
            new("spread mean, $", FigureKind.Amount, 4, s => s.Buckets[index].SpreadMean),
            new("spread 1 tick", FigureKind.Share, 1, s => s.Buckets[index].ShareOneTick),
            new("spread ≥ 3 ticks", FigureKind.Share, 1, s => s.Buckets[index].ShareThreeTicks),
            new("best size q25", FigureKind.Amount, 0, s => s.Buckets[index].BestShares(0.25)),
            new("best size q50", FigureKind.Amount, 0, s => s.Buckets[index].BestShares(0.5)),
            new("best size q75", FigureKind.Amount, 0, s => s.Buckets[index].BestShares(0.75)),
            new("depth of 5 levels q50", FigureKind.Amount, 0, s => s.Buckets[index].DepthShares(0.5)),
            new("levels, both sides q50", FigureKind.Amount, 0, s => s.Buckets[index].LevelsMedian),
            new("mid change 1 s, mean abs, $", FigureKind.Amount, 4, s => s.Buckets[index].MidChangeMeanAbsolute),
            new("mid change 1 s, deviation, $", FigureKind.Amount, 4, s => s.Buckets[index].MidChangeDeviation),
            new("mid outside 0.05–0.95", FigureKind.Share, 1, s => s.Buckets[index].ShareMidOutside),
            new("one-sided", FigureKind.Share, 1, s => s.Buckets[index].ShareOneSided),
        ];
    }

    /// <summary>The figures of the whole window.</summary>
    public static IReadOnlyList<CalibrationFigure> OfWindow { get; } =
    [
        new("gap between books q05, ms", FigureKind.Amount, 0, static s => s.GapMilliseconds(0.05)),
        new("gap q25, ms", FigureKind.Amount, 0, static s => s.GapMilliseconds(0.25)),
        new("gap q50, ms", FigureKind.Amount, 0, static s => s.GapMilliseconds(0.5)),
        new("gap q75, ms", FigureKind.Amount, 0, static s => s.GapMilliseconds(0.75)),
        new("gap q95, ms", FigureKind.Amount, 0, static s => s.GapMilliseconds(0.95)),
        new("wide episodes a window", FigureKind.Amount, 1, static s => s.WideEpisodesPerWindow),
        new("wide share of books", FigureKind.Share, 1, static s => s.WideShareOfBooks),
        new("wide share of time", FigureKind.Share, 1, static s => s.WideShareOfTime),
        new("wide episode q10, ms", FigureKind.Amount, 0, static s => s.WideMilliseconds(0.1)),
        new("wide episode q25, ms", FigureKind.Amount, 0, static s => s.WideMilliseconds(0.25)),
        new("wide episode q50, ms", FigureKind.Amount, 0, static s => s.WideMilliseconds(0.5)),
        new("wide episode q75, ms", FigureKind.Amount, 0, static s => s.WideMilliseconds(0.75)),
        new("wide episode q90, ms", FigureKind.Amount, 0, static s => s.WideMilliseconds(0.9)),
    ];
}
