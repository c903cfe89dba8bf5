using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>What holds for all markets: halt, feeds, what the venue lets us do, collateral. Nothing but journal and control is healthy until told so.</summary>
internal sealed class World
{
    private readonly bool[] _healthy = new bool[Enum.GetValues<Feed>().Length];

    public World()
    {
        SetHealthy(Feed.Journal, true);
        SetHealthy(Feed.Control, true);
    }

    public VenueMode Mode { get; set; }

    /// <summary>Why everything is halted; none where it is not.</summary>
    public Reason Halt { get; set; }

    /// <summary>Why everything held is being closed and nothing opened; none where it is not.</summary>
    public Reason Flatten { get; set; }

    /// <summary>Engine time of the last market data of any market: a quiet book is no gap while the connection proves alive elsewhere.</summary>
    public Timestamp? LastMarketData { get; set; }

    /// <summary>Spendable collateral as last told, less what buys have spent since. Zero until told.</summary>
    public Money Collateral { get; set; }

    public bool IsHealthy(Feed feed) => _healthy[(int)feed];

    public void SetHealthy(Feed feed, bool healthy) => _healthy[(int)feed] = healthy;

    /// <summary>The venue takes cancels now.</summary>
    public bool CanCancel => Mode != VenueMode.Restarting;

    /// <summary>Why no opening order may leave, or none. Entries are post-only, so a post-only venue takes them.</summary>
    /// <param name="requireOracle">False where a recording has no price of the underlying and that was waived.</param>
    public Reason OpeningVerdict(bool requireOracle)
    {
        var verdict = ClosingVerdict(taking: false);
        if (verdict != Reason.None)
        {
            return verdict;
        }

        if (Mode == VenueMode.ClosedOnly)
        {
            return Reason.VenueClosedOnly;
        }

        if (requireOracle && !IsHealthy(Feed.Oracle))
        {
            return Reason.OracleStale;
        }

        return !IsHealthy(Feed.Storage) ? Reason.StateStoreUnavailable
            : !IsHealthy(Feed.Journal) ? Reason.JournalBehind
            : IsHealthy(Feed.Control) ? Reason.None : Reason.DesiredStateStale;
    }

    /// <summary>
    /// Why no closing order may leave, or none. Without own fills, known orders or books a closing order could double another,
    /// so those feeds stop it too; oracle, storage and journal do not.
    /// </summary>
    public Reason ClosingVerdict(bool taking)
    {
        var mode = Mode switch
        {
            VenueMode.Restarting => Reason.VenueRestarting,
            VenueMode.PostOnly => taking ? Reason.VenuePostOnly : Reason.None,
            VenueMode.CancelOnly => Reason.VenueCancelOnly,
            VenueMode.Disabled => Reason.VenueDisabled,
            VenueMode.Geoblocked => Reason.Geoblocked,
            _ => Reason.None,
        };
        return Halt != Reason.None ? Halt
            : mode != Reason.None ? mode
            : !IsHealthy(Feed.Heartbeat) ? Reason.HeartbeatMissed
            : !IsHealthy(Feed.User) ? Reason.UserStreamDown
            : !IsHealthy(Feed.Reconciliation) ? Reason.ReconciliationPending
            : !IsHealthy(Feed.Market) ? Reason.DataGap
            : Reason.None;
    }
}
