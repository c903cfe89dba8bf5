using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Orchestrations.Tests.Workflows;

/// <summary>A worker and a venue as the control plane's activities see them; the test says how they behave.</summary>
internal sealed class FakeSurroundings
{
    public const string Slug = "btc-updown-5m-1793714400";

    public static readonly Timestamp Opens = Timestamp.FromSeconds(1_793_714_400);

    public static readonly Timestamp Closes = Opens + Duration.FromSeconds(300);

    /// <summary>Whether the worker follows a phase.</summary>
    public Func<MarketPhase, bool> Follows { get; set; } = static _ => true;

    /// <summary>Whether the worker proves that it is clear.</summary>
    public bool WorkerIsClear { get; set; } = true;

    /// <summary>Orders open at the venue.</summary>
    public int Open { get; set; }

    /// <summary>Cancels that the venue needs until nothing is open.</summary>
    public int CancelsNeeded { get; set; } = 1;

    public Outcome? Winner { get; set; } = Outcome.Up;

    public long HaltNumber { get; set; }

    public static MarketInput Market => new()
    {
        Shard = "0",
        Series = "btc-5m",
        Slug = Slug,
        Opens = Opens,
        Closes = Closes,
        Schedule = new PhaseSchedule(),
    };

    public WorkflowRig Rig(string instanceId) => new WorkflowRig(instanceId)
        .On<DesirePhase, DesiredPhase>(ActivityNames.DesirePhase, static desired => new DesiredPhase(desired.Phase))
        .On<AwaitPhase, Acknowledgement>(ActivityNames.AwaitPhase, wait => new Acknowledgement(Follows(wait.Phase), false, Follows(wait.Phase) ? "follows" : "silent"))
        .On<DesireMarketHalt, ActivityDone>(ActivityNames.DesireMarketHalt, static _ => new ActivityDone(true))
        .On<DesireParameters, ActivityDone>(ActivityNames.DesireParameters, static _ => new ActivityDone(true))
        .On<DesireHalt, DesiredHalt>(ActivityNames.DesireHalt, _ => new DesiredHalt(++HaltNumber))
        .On<LiftHalt, HaltLifted>(ActivityNames.LiftHalt, lift => new HaltLifted(lift.Number == HaltNumber, lift.Number == HaltNumber ? "" : $"halt {HaltNumber} stands"))
        .On<AwaitHalt, Acknowledgement>(ActivityNames.AwaitHalt, _ => new Acknowledgement(WorkerIsClear, WorkerIsClear, WorkerIsClear ? "clear" : "silent"))
        .On<CancelAtVenue, VenueCancel>(ActivityNames.CancelAtVenue, _ => Cancel())
        .On<VerifyClear, ClearVerdict>(ActivityNames.VerifyClear, _ => new ClearVerdict(Open, $"{Open} open"))
        .On<LookUpResolution, Resolution>(ActivityNames.LookUpResolution, _ => new Resolution(Winner, Winner is null ? "not resolved" : "gamma"))
        .On<AwaitSettled, Settlement>(ActivityNames.AwaitSettled, static _ => new Settlement(true, 1_000_000, 0, "booked"))
        .On<MarketReport, ActivityDone>(ActivityNames.ReportMarket, static _ => new ActivityDone(true))
        .On<KillReport, ActivityDone>(ActivityNames.ReportKill, static _ => new ActivityDone(true))
        .On<Alert, ActivityDone>(ActivityNames.RaiseAlert, static _ => new ActivityDone(true))
        .On<MarketInput, ActivityDone>(ActivityNames.StartMarket, static _ => new ActivityDone(true))
        .On<MissedWindows, ActivityDone>(ActivityNames.RecordMissed, static _ => new ActivityDone(true));

    private VenueCancel Cancel()
    {
        CancelsNeeded--;
        Open = CancelsNeeded <= 0 ? 0 : Open;
        return new VenueCancel(VenueOutcome.Accepted, 1, "");
    }
}
