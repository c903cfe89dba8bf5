using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Orchestrations.Tests.Histories;
using PolyCloud.Orchestrations.Workflows;
using static PolyCloud.Orchestrations.Tests.Workflows.FakeSurroundings;

namespace PolyCloud.Orchestrations.Tests.Workflows;

public sealed class MarketWorkflowTests
{
    private static readonly MarketPhase[] AllPhases =
        [MarketPhase.Warming, MarketPhase.Making, MarketPhase.Unwind, MarketPhase.CloseOnly, MarketPhase.HedgeLock, MarketPhase.Done, MarketPhase.Resolving];

    private readonly FakeSurroundings _world = new();

    private static readonly Timestamp Warm = Opens - Duration.FromSeconds(600);

    [Fact]
    public void A_window_is_led_through_every_phase_at_its_moment_and_reported()
    {
        var rig = Start();
        rig.RunUntil(Closes + Duration.FromSeconds(60));

        Assert.Equal(RunStatus.Completed, rig.Status);
        Assert.Equal(AllPhases, Desired(rig));
        var moments = rig.Calls.Where(static call => call.Activity == ActivityNames.DesirePhase).Select(static call => call.At).ToList();
        Assert.Equal([Warm, Opens, .. new[] { 120, 60, 45, 5, 0 }.Select(static before => Closes - Duration.FromSeconds(before))], moments);
        var report = Assert.Single(rig.Inputs<MarketReport>(ActivityNames.ReportMarket));
        Assert.Equal((Outcome.Up, true), (report.Winner, report.Settlement.IsSettled));
        Assert.Empty(rig.Inputs<CancelAtVenue>(ActivityNames.CancelAtVenue));
        RecordedHistory.Keep(rig, "market-settles");
    }

    [Fact]
    public void A_worker_that_does_not_follow_has_its_orders_cancelled_at_the_venue_until_none_is_open()
    {
        _world.Follows = static phase => phase != MarketPhase.CloseOnly;
        (_world.Open, _world.CancelsNeeded) = (3, 3);
        var rig = Start();
        rig.RunUntil(Closes + Duration.FromSeconds(60));

        Assert.Equal(3, rig.Inputs<CancelAtVenue>(ActivityNames.CancelAtVenue).Count);
        Assert.All(rig.Inputs<CancelAtVenue>(ActivityNames.CancelAtVenue), static cancel => Assert.Equal(Slug, cancel.Slug));
        var alert = Assert.Single(rig.Inputs<Alert>(ActivityNames.RaiseAlert));
        Assert.Equal(AlertSeverity.Critical, alert.Severity);
        Assert.Contains("cleared at the venue", alert.Detail, StringComparison.Ordinal);
        Assert.Equal(["CloseOnly"], rig.Result<MarketResult>().Escalations);
        Assert.Equal(AllPhases, Desired(rig));
        RecordedHistory.Keep(rig, "market-escalates");
    }

    [Fact]
    public void A_venue_that_never_says_clear_does_not_keep_the_window_from_its_end()
    {
        _world.Follows = static phase => phase != MarketPhase.Done;
        (_world.Open, _world.CancelsNeeded) = (1, int.MaxValue);
        var rig = Start();
        rig.RunUntil(Closes + Duration.FromSeconds(120));

        Assert.Equal(RunStatus.Completed, rig.Status);
        Assert.Contains("NOT cleared", rig.Inputs<Alert>(ActivityNames.RaiseAlert)[0].Detail, StringComparison.Ordinal);
        Assert.InRange(rig.Inputs<CancelAtVenue>(ActivityNames.CancelAtVenue).Count, 8, 20);
    }

    [Fact]
    public void A_workflow_that_was_away_for_minutes_writes_every_phase_down_in_order_and_waits_for_the_present_one_only()
    {
        var rig = Start();
        rig.Now = Closes - Duration.FromSeconds(50);
        rig.RunUntil(rig.Now);

        Assert.Equal(AllPhases[..4], Desired(rig));
        Assert.Equal([MarketPhase.CloseOnly], rig.Inputs<AwaitPhase>(ActivityNames.AwaitPhase).Select(static wait => wait.Phase));
    }

    [Fact]
    public void Kill_and_resume_are_taken_at_any_point_and_a_resume_without_a_reason_is_not()
    {
        var rig = Start();
        rig.RaiseAt(Opens - Duration.FromSeconds(60), ControlEvents.Kill, new KillRequested { KillId = "k1", Reason = "drill", Who = "test" });
        rig.RaiseAt(Opens + Duration.FromSeconds(10), ControlEvents.Resume, new ResumeRequested { Reason = " ", Who = "test" });
        rig.RaiseAt(Opens + Duration.FromSeconds(20), ControlEvents.Resume, new ResumeRequested { Reason = "over", Who = "test" });
        rig.RaiseAt(Closes + Duration.FromSeconds(1), ControlEvents.Kill, new KillRequested { KillId = "k2", Reason = "late", Who = "test" });
        rig.RunUntil(Closes + Duration.FromSeconds(60));

        Assert.Equal([true, false, true], rig.Inputs<DesireMarketHalt>(ActivityNames.DesireMarketHalt).Select(static halt => halt.IsHalted));
        Assert.Contains(rig.Lines, static line => line.Contains("reason must say why", StringComparison.Ordinal));
        Assert.Equal(AllPhases, Desired(rig));
        RecordedHistory.Keep(rig, "market-killed-and-resumed");
    }

    [Theory]
    [InlineData("{ this is no JSON")]
    [InlineData("{\"version\":2,\"killId\":\"k\",\"reason\":\"r\",\"who\":\"w\"}")]
    [InlineData("{\"killId\":\"k\"}")]
    [InlineData(null)]
    public void A_malformed_event_is_left_alone_and_named(string? payload)
    {
        var rig = Start();
        rig.RaiseRawAt(Opens + Duration.FromSeconds(1), ControlEvents.Kill, payload);
        rig.RunUntil(Closes + Duration.FromSeconds(60));

        Assert.Equal(RunStatus.Completed, rig.Status);
        Assert.Empty(rig.Inputs<DesireMarketHalt>(ActivityNames.DesireMarketHalt));
        Assert.Contains(rig.Lines, static line => line.Contains("kill is left alone", StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_are_passed_on_with_their_number()
    {
        var rig = Start();
        rig.RaiseAt(Opens + Duration.FromSeconds(1), ControlEvents.ParametersChanged, new ParametersChanged { Number = 7, Assignments = ["engine.asymmetric.entrySize=5"], Who = "test" });
        rig.RunUntil(Closes);

        var desired = Assert.Single(rig.Inputs<DesireParameters>(ActivityNames.DesireParameters));
        Assert.Equal((7, "engine.asymmetric.entrySize=5"), (desired.Number, Assert.Single(desired.Assignments)));
    }

    [Fact]
    public void The_winner_told_by_an_event_is_not_asked_for()
    {
        _world.Winner = null;
        var rig = Start();
        rig.RaiseAt(Closes + Duration.FromSeconds(1), ControlEvents.Resolved, new MarketResolved { Winner = Outcome.Down, Source = "socket" });
        rig.RunUntil(Closes + Duration.FromSeconds(10));

        Assert.Equal(Outcome.Down, rig.Result<MarketResult>().Winner);
        Assert.Empty(rig.Inputs<LookUpResolution>(ActivityNames.LookUpResolution));
        RecordedHistory.Keep(rig, "market-resolved-by-event");
    }

    [Fact]
    public void A_winner_that_nobody_learns_is_told_to_people_with_a_bounded_history()
    {
        _world.Winner = null;
        var rig = Start();
        rig.RunUntil(Closes + Duration.FromSeconds(3 * 3_600));

        Assert.Equal(RunStatus.Completed, rig.Status);
        Assert.False(rig.Result<MarketResult>().IsSettled);
        Assert.Equal(AlertSeverity.Critical, Assert.Single(rig.Inputs<Alert>(ActivityNames.RaiseAlert)).Severity);
        Assert.InRange(rig.Inputs<LookUpResolution>(ActivityNames.LookUpResolution).Count, 100, 150);
        Assert.InRange(rig.History.Count, 1, 1_200);
    }

    [Fact]
    public void A_store_that_is_away_for_a_minute_delays_a_phase_and_loses_none()
    {
        var rig = Start();
        var away = true;
        rig.On<DesirePhase, DesiredPhase>(ActivityNames.DesirePhase, desired => desired.Phase == MarketPhase.Unwind && away && rig.Now < Closes - Duration.FromSeconds(58)
            ? throw new InvalidOperationException("the store is away")
            : new DesiredPhase(desired.Phase));
        rig.RunUntil(Closes + Duration.FromSeconds(60));

        Assert.Equal(RunStatus.Completed, rig.Status);
        Assert.Equal(AllPhases, Desired(rig).Distinct());
        Assert.Equal([.. AllPhases], Desired(rig).Distinct().Order());
    }

    private WorkflowRig Start()
    {
        var rig = _world.Rig(WorkflowIds.Market(Slug));
        rig.Now = Warm;
        rig.Start(WorkflowNames.Market, Market);
        return rig;
    }

    private static IEnumerable<MarketPhase> Desired(WorkflowRig rig) => rig.Inputs<DesirePhase>(ActivityNames.DesirePhase).Select(static desired => desired.Phase);
}
