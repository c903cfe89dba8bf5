using System.Text.Json.Serialization;

namespace PolyCloud.ContainerWorker.Reports;

/// <summary>What a run did, as its last line prints it. Names carry the units.</summary>
public sealed record RunSummary
{
    /// <summary>Windows traded and settled.</summary>
    public required long Windows { get; init; }

    public required string Strategy { get; init; }

    public required string Source { get; init; }

    public required string Seed { get; init; }

    /// <summary>Share of the time in the making phase during which the spread rule was met, 0 to 1.</summary>
    public required double EligibleTimeShare { get; init; }

    public required long EligibleEpisodes { get; init; }

    public required double EligibleEpisodeMillisecondsMean { get; init; }

    public required long OrdersPlaced { get; init; }

    public required long OrdersRejected { get; init; }

    public required long OrdersCancelled { get; init; }

    public required long Fills { get; init; }

    public required decimal VolumeUsd { get; init; }

    public required decimal RealizedPnlUsd { get; init; }

    public required decimal FeesUsd { get; init; }

    public required decimal MaxNetExposureShares { get; init; }

    public required decimal DustShares { get; init; }

    /// <summary>Asked from the exchange at the end; null where it could not be asked.</summary>
    public required int? OpenOrdersAtEnd { get; init; }

    /// <summary>Sum over windows of |Up − Down| at resolution.</summary>
    public required decimal PositionAtResolutionShares { get; init; }

    public required long InvariantBreaches { get; init; }

    public required long FramesProcessed { get; init; }

    public required long FramesSkipped { get; init; }

    public required double DecisionMicrosP50 { get; init; }

    public required double DecisionMicrosP99 { get; init; }

    /// <summary>The same over the first second of decisions: what starting cold costs.</summary>
    public required double FirstSecondDecisionMicrosP99 { get; init; }

    /// <summary>Largest lateness of a timer, in simulated milliseconds; 0 under virtual time.</summary>
    public required double MaxSchedulingLagMs { get; init; }

    /// <summary>Size-weighted mean of (mid after − fill price), dollars per share, positive is good for us; null without fills.</summary>
    [JsonPropertyName("markout1s")]
    public required double? Markout1Second { get; init; }

    [JsonPropertyName("markout5s")]
    public required double? Markout5Seconds { get; init; }

    [JsonPropertyName("markout30s")]
    public required double? Markout30Seconds { get; init; }

    /// <summary>Book hashes of the shadow book that were checked, and those that matched.</summary>
    public required long BookHashesChecked { get; init; }

    public required long BookHashesMatched { get; init; }

    /// <summary>Share of the making time per reason of not quoting, 0 to 1.</summary>
    public required IReadOnlyDictionary<string, double> NotQuotingShare { get; init; }

    /// <summary>Gates waived by an explicit flag.</summary>
    public required IReadOnlyList<string> Waived { get; init; }

    /// <summary>What a recording lacks and what stands in for it.</summary>
    public IReadOnlyList<string>? Substitutes { get; init; }

    /// <summary>SHA-256 of every decision and outcome; only under virtual time.</summary>
    public string? TraceHash { get; init; }

    /// <summary>Windows per second of real time; only under virtual time.</summary>
    public double? WindowsPerSecond { get; init; }

    public string? StoppedBecause { get; init; }
}
