namespace PolyCloud.ReadModel.Snapshots;

/// <summary>How long something took, in microseconds, since the process began.</summary>
public readonly record struct LatencyPercentiles(long Count, double P50Micros, double P95Micros, double P99Micros, double MaximumMicros);

/// <summary>The worker's latencies; recomputed about once a second.</summary>
/// <param name="Decision">Engine steps that came from market data.</param>
/// <param name="OrderAnswer">From the decision of an order to the venue's first answer.</param>
/// <param name="FrameAge">From the venue's stamp on a book frame to its arrival; includes the difference of the clocks.</param>
public sealed record LatencySnapshot(LatencyPercentiles Decision, LatencyPercentiles OrderAnswer, LatencyPercentiles FrameAge)
{
    public static LatencySnapshot Empty { get; } = new(default, default, default);
}
