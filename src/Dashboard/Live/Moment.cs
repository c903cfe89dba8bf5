using PolyCloud.Dashboard.History;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Live;

/// <summary>One snapshot with what surrounds it: everything a page is drawn from.</summary>
/// <param name="Age">Real time since the worker last published anything newer.</param>
/// <param name="RealNow">Of the machine's clock, for what is dated by it; the snapshot's moment is the worker's.</param>
/// <param name="Past">What was seen before, bounded.</param>
public sealed record Moment(TradingSnapshot Snapshot, TimeSpan Age, DateTimeOffset RealNow, PastView Past)
{
    /// <summary>Twenty publications missed: the worker is stuck or gone, not slow.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(2);

    public bool IsStale => Age >= StaleAfter;
}
