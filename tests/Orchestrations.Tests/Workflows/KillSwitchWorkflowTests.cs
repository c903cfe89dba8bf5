using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Events;
using PolyCloud.Orchestrations.Tests.Histories;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Orchestrations.Tests.Workflows;

public sealed class KillSwitchWorkflowTests
{
    private readonly FakeSurroundings _world = new();

    [Fact]
    public void A_clear_worker_is_believed_only_after_the_venue_was_asked()
    {
        var rig = Start();
        Kill(rig, 1, "k1");

        Assert.Single(rig.Inputs<VerifyClear>(ActivityNames.VerifyClear));
        Assert.Empty(rig.Inputs<CancelAtVenue>(ActivityNames.CancelAtVenue));
        Assert.True(Assert.Single(rig.Inputs<KillReport>(ActivityNames.ReportKill)).IsClear);
        Assert.StartsWith("halted: drill", rig.CustomStatus, StringComparison.Ordinal);
        RecordedHistory.Keep(rig, "kill-clear");
    }

    [Fact]
    public void A_silent_worker_is_cleared_at_the_venue_by_the_control_plane()
    {
        _world.WorkerIsClear = false;
        (_world.Open, _world.CancelsNeeded) = (8, 2);
        var rig = Start();
        Kill(rig, 1, "k1");

        Assert.Equal(2, rig.Inputs<CancelAtVenue>(ActivityNames.CancelAtVenue).Count);
        Assert.True(rig.Inputs<KillReport>(ActivityNames.ReportKill)[0].IsClear);
        RecordedHistory.Keep(rig, "kill-escalates");
    }

    [Fact]
    public void A_worker_that_says_clear_while_the_venue_says_otherwise_is_not_believed()
    {
        _world.Open = 1;
        var rig = Start();
        Kill(rig, 1, "k1");

        Assert.NotEmpty(rig.Inputs<CancelAtVenue>(ActivityNames.CancelAtVenue));
        Assert.True(rig.Inputs<KillReport>(ActivityNames.ReportKill)[0].IsClear);
    }

    [Fact]
    public void What_cannot_be_cleared_is_reported_as_not_clear_and_stays_halted()
    {
        _world.WorkerIsClear = false;
        (_world.Open, _world.CancelsNeeded) = (1, int.MaxValue);
        var rig = Start();
        Kill(rig, 1, "k1");

        Assert.False(rig.Inputs<KillReport>(ActivityNames.ReportKill)[0].IsClear);
        Assert.Contains("NOT PROVED CLEAR", rig.Inputs<Alert>(ActivityNames.RaiseAlert)[0].Title, StringComparison.Ordinal);
        Assert.StartsWith("halted", rig.CustomStatus, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resume_needs_a_reason_and_the_number_of_the_halt_that_stands()
    {
        var rig = Start();
        Kill(rig, 1, "k1");
        rig.RaiseAt(rig.Now + Duration.FromSeconds(1), ControlEvents.Resume, new ResumeRequested { Reason = "", Who = "test" });
        rig.RaiseAt(rig.Now + Duration.FromSeconds(2), ControlEvents.Resume, new ResumeRequested { Reason = "stale", Who = "test", HaltNumber = 9 });
        rig.RunUntil(rig.Now + Duration.FromSeconds(3));
        Assert.StartsWith("halted: drill", rig.CustomStatus, StringComparison.Ordinal);

        rig.RaiseAt(rig.Now + Duration.FromSeconds(1), ControlEvents.Resume, new ResumeRequested { Reason = "over", Who = "test" });
        rig.RunUntil(rig.Now + Duration.FromSeconds(2));
        Assert.Equal("armed", rig.CustomStatus);
        RecordedHistory.Keep(rig, "kill-resumed");
    }

    [Fact]
    public void A_second_kill_during_a_halt_is_proved_anew()
    {
        var rig = Start();
        Kill(rig, 1, "k1");
        Kill(rig, 1, "k2");

        Assert.Equal(["k1", "k2"], rig.Inputs<KillReport>(ActivityNames.ReportKill).Select(static report => report.KillId));
        Assert.All(rig.Ended, static run => Assert.InRange(run.Count, 1, 30));
    }

    private WorkflowRig Start()
    {
        var rig = _world.Rig(WorkflowIds.KillSwitch("0"));
        rig.Start(WorkflowNames.KillSwitch, new KillSwitchInput { Shard = "0" });
        Assert.Equal("armed", rig.CustomStatus);
        return rig;
    }

    private static void Kill(WorkflowRig rig, int afterSeconds, string id)
    {
        rig.RaiseAt(rig.Now + Duration.FromSeconds(afterSeconds), ControlEvents.Kill, new KillRequested { KillId = id, Reason = "drill", Who = "test" });
        rig.RunUntil(rig.Now + Duration.FromSeconds(afterSeconds + 60));
    }
}
