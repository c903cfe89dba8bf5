using PolyCloud.ContainerWorker.Measurement;

namespace PolyCloud.ContainerWorker.Tests.Measurement;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void An_empty_histogram_answers_zero() => Assert.Equal(0, new LatencyHistogram().PercentileNanoseconds(0.99));

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1_000)]
    [InlineData(123_456_789)]
    public void One_recording_is_answered_within_a_sixteenth(long nanoseconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(nanoseconds);
        Assert.InRange(histogram.PercentileNanoseconds(0.5), nanoseconds, nanoseconds + (nanoseconds / 16));
    }

    [Fact]
    public void Percentiles_of_a_uniform_spread_are_within_a_sixteenth()
    {
        var histogram = new LatencyHistogram();
        for (var value = 1; value <= 100_000; value++)
        {
            histogram.Record(value);
        }

        Assert.InRange(histogram.PercentileNanoseconds(0.5), 50_000, 53_200);
        Assert.InRange(histogram.PercentileNanoseconds(0.99), 99_000, 100_000);
        Assert.Equal(100_000, histogram.PercentileNanoseconds(1));
    }

    [Fact]
    public void Values_beyond_the_range_are_counted_at_its_end()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(long.MaxValue);
        histogram.Record(-5);
        Assert.Equal(2, histogram.Count);
        Assert.Equal((1L << 40) - 1, histogram.MaximumNanoseconds);
    }
}
