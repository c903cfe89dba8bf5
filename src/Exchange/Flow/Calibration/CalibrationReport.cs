using System.Globalization;
using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Exchange.Flow.Recorded;

namespace PolyCloud.Exchange.Flow.Calibration;

/// <summary>Generated windows beside recorded ones, as Markdown.</summary>
public static class CalibrationReport
{
    /// <param name="seed">Seed of the generated windows.</param>
    /// <param name="windows">Generated windows, 1 to 1 000.</param>
    /// <param name="recordingDirectoryOrNull">Where given, the recorded figures are also computed anew from it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Windows outside the range.</exception>
    /// <exception cref="FileNotFoundException">No recording there.</exception>
    public static string Run(ulong seed, int windows, string? recordingDirectoryOrNull)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(windows, 1_000);
        var recomputed = recordingDirectoryOrNull is { } path
            ? RecordedSampling.Measure(new RecordingReader(path, RecordedToken.LastNamed).Windows(), completeOnly: false)
            : null;
        var spot = GeneratedSampling.Run(seed, windows, SettlementRule.Spot);
        var average = GeneratedSampling.Run(seed, windows, SettlementRule.TimeWeightedAverage60Seconds);
        return Write(seed, windows, recomputed, spot, average);
    }

    private static string Write(ulong seed, int windows, BookStatistics? recomputed, GeneratedSampling spot, GeneratedSampling average)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Seed {seed}, {windows} generated windows. \"Generated\" settles on spot, as the recorded windows did; \"60 s average\" is the same flow under today's rule, for which no recording exists. A share that is off by more than 2 percentage points and any other figure off by more than 15 % is marked ✗.");
        var fitting = 0;
        var all = 0;
        for (var bucket = 0; bucket < TimeBucket.All.Count; bucket++)
        {
            Head(text, $"{TimeBucket.All[bucket]} s to the end");
            var figures = CalibrationFigure.OfBucket(bucket);
            for (var index = 0; index < figures.Count; index++)
            {
                fitting += Row(text, figures[index], PublishedFigures.OfBucket(bucket, index), recomputed, spot, average);
                all++;
            }
        }

        Head(text, "whole window (wide: spread of 3 ticks or more, first 180 s)");
        for (var index = 0; index < CalibrationFigure.OfWindow.Count; index++)
        {
            fitting += Row(text, CalibrationFigure.OfWindow[index], PublishedFigures.OfWindow(index), recomputed, spot, average);
            all++;
        }

        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{fitting} of {all} figures fit. Level changes: {spot.LevelChangesPerSecond:F0} a second on average, {spot.LevelChangesInBusiestSecond} in the busiest second (recorded: about 120, bursts of 500).");
        return text.ToString();
    }

    private static void Head(StringBuilder text, string title)
    {
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| {title} | recorded | recomputed | generated | deviation | fits | 60 s average |");
        text.AppendLine("|---|---|---|---|---|---|---|");
    }

    private static int Row(StringBuilder text, CalibrationFigure figure, double recorded, BookStatistics? recomputed, GeneratedSampling spot, GeneratedSampling average)
    {
        var generated = figure.Of(spot.Statistics);
        var fits = figure.Fits(generated, recorded);
        var again = recomputed is null ? "–" : figure.Text(figure.Of(recomputed));
        text.AppendLine(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Text(recorded)} | {again} | {figure.Text(generated)} | {figure.Deviation(generated, recorded)} | {(fits ? "✓" : "✗")} | {figure.Text(figure.Of(average.Statistics))} |");
        return fits ? 1 : 0;
    }
}
