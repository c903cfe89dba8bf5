using PolyCloud.Research.Stress;
using PolyCloud.Research.Tests.Replay;

namespace PolyCloud.Research.Tests.Stress;

public sealed class JournalStressTests(JournaledRun journaled) : IClassFixture<JournaledRun>
{
    [Fact]
    public void Every_input_passes_the_engine_and_the_disk_and_a_bottleneck_is_named()
    {
        var report = Press(new StressOptions { JournalDirectory = "", QueueCapacity = 65_536 });
        Assert.True(report.Inputs > 10_000);
        Assert.Equal(0, report.JournalLost);
        Assert.InRange(report.QueueDepthMaximum, 1, 65_536);
        Assert.True(report.LatencyMicrosP99 >= report.LatencyMicrosP50);
        Assert.NotEmpty(report.Bottleneck);
    }

    [Fact]
    public void A_queue_that_is_too_small_names_the_engine()
    {
        var report = Press(new StressOptions { JournalDirectory = "", QueueCapacity = 4 });
        Assert.Contains("the engine", report.Bottleneck, StringComparison.Ordinal);
        Assert.Equal(4, report.QueueDepthMaximum);
    }

    private StressReport Press(StressOptions options)
    {
        var directory = Directory.CreateTempSubdirectory("polycloud-stress-test-");
        try
        {
            return JournalStress.Run(journaled.Run, options with { JournalDirectory = directory.FullName });
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
