using PolyCloud.ContainerWorker.Measurement;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Publishing;

/// <summary>Percentiles of a histogram, in microseconds.</summary>
internal static class LatencyRows
{
    public static LatencyPercentiles Of(LatencyHistogram histogram) => new(
        histogram.Count, Micros(histogram.PercentileNanoseconds(0.5)), Micros(histogram.PercentileNanoseconds(0.95)), Micros(histogram.PercentileNanoseconds(0.99)),
        Micros(histogram.MaximumNanoseconds));

    private static double Micros(long nanoseconds) => Math.Round(nanoseconds / 1e3, 2);
}
