using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.VenueModes;

namespace PolyCloud.Polymarket.Tests.VenueModes;

public sealed class VenueModeMachineTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_793_491_200);

    [Theory]
    [InlineData(VenueMode.Normal, VenueModeInput.RestartAnswer, VenueMode.Restarting)]
    [InlineData(VenueMode.Normal, VenueModeInput.PostOnlyAnswer, VenueMode.PostOnly)]
    [InlineData(VenueMode.Normal, VenueModeInput.CancelOnlyAnswer, VenueMode.CancelOnly)]
    [InlineData(VenueMode.Normal, VenueModeInput.DisabledAnswer, VenueMode.Disabled)]
    [InlineData(VenueMode.Normal, VenueModeInput.DeadlinePassed, VenueMode.Normal)]
    [InlineData(VenueMode.Restarting, VenueModeInput.RestartAnswer, VenueMode.Restarting)]
    [InlineData(VenueMode.Restarting, VenueModeInput.PostOnlyAnswer, VenueMode.PostOnly)]
    [InlineData(VenueMode.Restarting, VenueModeInput.CancelOnlyAnswer, VenueMode.CancelOnly)]
    [InlineData(VenueMode.Restarting, VenueModeInput.DisabledAnswer, VenueMode.Disabled)]
    [InlineData(VenueMode.Restarting, VenueModeInput.DeadlinePassed, VenueMode.PostOnly)]
    [InlineData(VenueMode.PostOnly, VenueModeInput.RestartAnswer, VenueMode.Restarting)]
    [InlineData(VenueMode.PostOnly, VenueModeInput.PostOnlyAnswer, VenueMode.PostOnly)]
    [InlineData(VenueMode.PostOnly, VenueModeInput.CancelOnlyAnswer, VenueMode.CancelOnly)]
    [InlineData(VenueMode.PostOnly, VenueModeInput.DisabledAnswer, VenueMode.Disabled)]
    [InlineData(VenueMode.PostOnly, VenueModeInput.DeadlinePassed, VenueMode.Normal)]
    [InlineData(VenueMode.CancelOnly, VenueModeInput.RestartAnswer, VenueMode.Restarting)]
    [InlineData(VenueMode.CancelOnly, VenueModeInput.PostOnlyAnswer, VenueMode.PostOnly)]
    [InlineData(VenueMode.CancelOnly, VenueModeInput.CancelOnlyAnswer, VenueMode.CancelOnly)]
    [InlineData(VenueMode.CancelOnly, VenueModeInput.DisabledAnswer, VenueMode.Disabled)]
    [InlineData(VenueMode.CancelOnly, VenueModeInput.DeadlinePassed, VenueMode.PostOnly)]
    [InlineData(VenueMode.Disabled, VenueModeInput.RestartAnswer, VenueMode.Restarting)]
    [InlineData(VenueMode.Disabled, VenueModeInput.PostOnlyAnswer, VenueMode.PostOnly)]
    [InlineData(VenueMode.Disabled, VenueModeInput.CancelOnlyAnswer, VenueMode.CancelOnly)]
    [InlineData(VenueMode.Disabled, VenueModeInput.DisabledAnswer, VenueMode.Disabled)]
    [InlineData(VenueMode.Disabled, VenueModeInput.DeadlinePassed, VenueMode.PostOnly)]
    public void Each_cell_of_the_table(VenueMode from, VenueModeInput input, VenueMode to)
    {
        var machine = In(from);
        machine.Apply(Start, input);
        Assert.Equal(to, machine.Mode);
    }

    [Theory]
    [InlineData(VenueMode.Normal, VenueMode.ClosedOnly)]
    [InlineData(VenueMode.PostOnly, VenueMode.ClosedOnly)]
    [InlineData(VenueMode.Restarting, VenueMode.Restarting)]
    [InlineData(VenueMode.CancelOnly, VenueMode.CancelOnly)]
    [InlineData(VenueMode.Disabled, VenueMode.Disabled)]
    public void Region_and_account_only_restrict_further(VenueMode engine, VenueMode closedOnly)
    {
        var machine = In(engine);
        machine.ClosedOnlyChecked(true);
        Assert.Equal(closedOnly, machine.Mode);

        machine.RegionChecked(blocked: true);
        Assert.Equal(VenueMode.Geoblocked, machine.Mode);

        machine.RegionChecked(blocked: false);
        machine.ClosedOnlyChecked(false);
        Assert.Equal(engine, machine.Mode);
    }

    [Theory]
    [InlineData(425, "", VenueMode.Restarting)]
    [InlineData(503, """{"error":"post-only mode: only post-only orders and cancels are allowed","code":"post_only_mode","retry_after_seconds":79}""", VenueMode.PostOnly)]
    [InlineData(503, """{"error":"Trading is currently cancel-only. New orders are not accepted, but cancels are allowed."}""", VenueMode.CancelOnly)]
    [InlineData(503, """{"error":"Trading is currently disabled. Check polymarket.com for updates"}""", VenueMode.Disabled)]
    [InlineData(503, """{"error":"trading is disabled"}""", VenueMode.Disabled)]
    [InlineData(503, "<html>", VenueMode.Normal)]
    [InlineData(400, """{"error":"trading is disabled"}""", VenueMode.Normal)]
    [InlineData(429, "", VenueMode.Normal)]
    public void Answers_are_told_apart_by_status_and_text(int status, string body, VenueMode mode)
    {
        var machine = new VenueModeMachine();
        machine.Answered(Start, status, VenueError.Read(System.Text.Encoding.UTF8.GetBytes(body)), 0);
        Assert.Equal(mode, machine.Mode);
    }

    [Fact]
    public void Post_only_lasts_as_long_as_the_venue_says_else_two_minutes()
    {
        var machine = new VenueModeMachine();
        machine.Apply(Start, VenueModeInput.PostOnlyAnswer, 79);
        Assert.Equal(Start + Duration.FromSeconds(79), machine.NextDeadline);

        machine = new VenueModeMachine();
        machine.Apply(Start, VenueModeInput.PostOnlyAnswer);
        machine.Tick(Start + Duration.FromSeconds(119));
        Assert.Equal(VenueMode.PostOnly, machine.Mode);
        machine.Tick(Start + Duration.FromSeconds(120));
        Assert.Equal((VenueMode.Normal, Timestamp.Never), (machine.Mode, machine.NextDeadline));
    }

    [Fact]
    public void Restart_pauses_double_from_one_second_to_thirty_and_many_answers_of_one_restart_count_once()
    {
        var machine = new VenueModeMachine();
        var now = Start;
        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            machine.Apply(now, VenueModeInput.RestartAnswer);
            machine.Apply(now, VenueModeInput.RestartAnswer);
            Assert.Equal(now + Duration.FromSeconds(seconds), machine.NextDeadline);
            now = machine.NextDeadline;
            machine.Tick(now);
            Assert.Equal(VenueMode.PostOnly, machine.Mode);
        }

        machine.Tick(machine.NextDeadline);
        machine.Apply(now, VenueModeInput.RestartAnswer);
        Assert.Equal(now + Duration.FromSeconds(1), machine.NextDeadline);
    }

    private static VenueModeMachine In(VenueMode mode)
    {
        var machine = new VenueModeMachine();
        if (mode != VenueMode.Normal)
        {
            machine.Apply(Start, mode switch
            {
                VenueMode.Restarting => VenueModeInput.RestartAnswer,
                VenueMode.PostOnly => VenueModeInput.PostOnlyAnswer,
                VenueMode.CancelOnly => VenueModeInput.CancelOnlyAnswer,
                _ => VenueModeInput.DisabledAnswer,
            });
        }

        Assert.Equal(mode, machine.Mode);
        return machine;
    }
}
