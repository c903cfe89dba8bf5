namespace PolyCloud.Research.Stress;

/// <summary>What pressing a run showed. Times are real time.</summary>
public sealed record StressReport
{
    public required long Inputs { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Most inputs that waited for the engine at one time.</summary>
    public required int QueueDepthMaximum { get; init; }

    /// <summary>One engine step with its journal append, in microseconds.</summary>
    public required double StepMicrosP50 { get; init; }

    public required double StepMicrosP99 { get; init; }

    public required double StepMicrosMaximum { get; init; }

    /// <summary>From the moment an input was due (read, at full speed) until its step ended, in microseconds.</summary>
    public required double LatencyMicrosP50 { get; init; }

    public required double LatencyMicrosP99 { get; init; }

    public required double LatencyMicrosMaximum { get; init; }

    /// <summary>Largest managed heap seen, in bytes.</summary>
    public required long HeapBytesMaximum { get; init; }

    /// <summary>Most bytes that waited for the disk.</summary>
    public required long JournalBacklogMaximum { get; init; }

    /// <summary>Records the disk did not take in time.</summary>
    public required long JournalLost { get; init; }

    /// <summary>Shares of the time in which each stage was busy, 0 to 1.</summary>
    public required double ReadingShare { get; init; }

    public required double EngineShare { get; init; }

    /// <summary>The stage that could not follow first, or the busiest where all did.</summary>
    public required string Bottleneck { get; init; }
}
