namespace PolyCloud.Scenarios.Runs;

/// <summary>What every summary must tell, whatever the run.</summary>
internal static class SummaryKeys
{
    public static IReadOnlyList<string> Required { get; } =
    [
        "windows", "eligibleTimeShare", "eligibleEpisodes", "ordersPlaced", "ordersRejected", "fills", "volumeUsd", "realizedPnlUsd",
        "feesUsd", "maxNetExposureShares", "dustShares", "openOrdersAtEnd", "positionAtResolutionShares", "invariantBreaches",
        "framesProcessed", "decisionMicrosP50", "decisionMicrosP99", "maxSchedulingLagMs", "markout1s", "markout5s", "markout30s",
    ];
}
