using PolyCloud.ContainerWorker.Measurement;

namespace PolyCloud.ContainerWorker.Metrics;

/// <summary>
/// The histograms of a running worker, read where they are written: counts only grow, so that a scrape in the middle of a step sees at
/// most one recording too few.
/// </summary>
public sealed record WorkerHistograms(LatencyHistogram Decision, LatencyHistogram OrderAnswer, LatencyHistogram FrameAge);
