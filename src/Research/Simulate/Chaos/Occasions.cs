using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>
/// Faults that can strike only now and then are moved to where they can: about a window's open and close, or long enough for a merge on
/// chain to fall into them.
/// </summary>
internal static class Occasions
{
    /// <summary>Results are told 53 to 152 s after the close.</summary>
    private static readonly Duration UntilTold = Duration.FromSeconds(160);

    private static readonly Duration UntilMerged = Duration.FromSeconds(90);

    /// <summary>Whether a fault has its time about a window's boundary, whatever time was drawn for it.</summary>
    public static bool IsAtABoundary(string fault) => fault is FaultNames.PriceGapAtOpen or "resolution-delay" or "resolution-never" or "resolved-frame-lost"
        or "market-missing" or FaultNames.NodeBehind or FaultNames.NodeLies;

    /// <param name="begins">As drawn.</param>
    /// <param name="ends">As drawn.</param>
    /// <param name="draw">For where about the occasion it falls.</param>
    public static (Timestamp Begins, Timestamp Ends) Of(string fault, Timestamp begins, Timestamp ends, ulong draw)
    {
        var sinceOpen = new Duration((begins - SimulationOptions.FirstOpens).Micros % 300_000_000);
        var boundary = begins - sinceOpen + Duration.FromSeconds(300);
        var some = Duration.FromMilliseconds((long)(draw % 5_000));
        return fault switch
        {
            FaultNames.PriceGapAtOpen => (boundary - some, boundary + some + some),
            "resolution-delay" or "resolution-never" or "resolved-frame-lost" or FaultNames.NodeBehind or FaultNames.NodeLies =>
                (boundary - some, boundary + UntilTold),
            "market-missing" => (boundary - Duration.FromSeconds(20) - new Duration(some.Micros * 30), boundary + some),
            FaultNames.RelayerBusy or FaultNames.RelayerFails or FaultNames.RelayerStalls or FaultNames.RelayerAnswerLost => (begins, ends + UntilMerged),
            _ => (begins, ends),
        };
    }
}
