using PolyCloud.Engine.Markets;
using PolyCloud.Exchange.Flow.Calibration;

namespace PolyCloud.Exchange.Tests.Flow.Calibration;

public sealed class CalibrationReportTests
{
    [Fact]
    public void The_report_is_the_same_for_the_same_seed_and_names_every_stretch_of_the_window()
    {
        var report = CalibrationReport.Run(seed: 5, windows: 2, recordingDirectoryOrNull: null);

        Assert.Equal(report, CalibrationReport.Run(seed: 5, windows: 2, recordingDirectoryOrNull: null));
        Assert.All(TimeBucket.All, bucket => Assert.Contains($"| {bucket} s to the end |", report, StringComparison.Ordinal));
    }

    /// <summary>Wide bounds: twelve windows are few. The fit itself is in docs/calibration.md.</summary>
    [Fact]
    public void Generated_windows_look_like_recorded_ones()
    {
        var generated = GeneratedSampling.Run(seed: 1, windows: 12, SettlementRule.Spot);
        var bucket = generated.Statistics.Buckets[1];

        Assert.InRange(bucket.ShareOneTick, 0.75, 0.88);
        Assert.InRange(bucket.ShareThreeTicks, 0.04, 0.09);
        Assert.InRange(bucket.BestShares(0.5), 190, 340);
        Assert.InRange(bucket.MidChangeMeanAbsolute, 0.006, 0.0125);
        Assert.InRange(generated.Statistics.WideEpisodesPerWindow, 27, 50);
        Assert.InRange(generated.LevelChangesPerSecond, 90, 150);
    }

    [Fact]
    public void A_share_fits_within_two_points_and_an_amount_within_fifteen_percent()
    {
        var share = CalibrationFigure.OfBucket(0)[2];
        var amount = CalibrationFigure.OfBucket(0)[0];

        Assert.True(share.Fits(0.079, 0.06));
        Assert.False(share.Fits(0.081, 0.06));
        Assert.False(share.Fits(0.77, 0.81));
        Assert.True(amount.Fits(1.14, 1));
        Assert.False(amount.Fits(1.16, 1));
    }
}
