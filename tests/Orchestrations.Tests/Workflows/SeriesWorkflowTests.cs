using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Orchestrations.Tests.Histories;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Orchestrations.Tests.Workflows;

public sealed class SeriesWorkflowTests
{
    private static readonly Timestamp First = Timestamp.FromSeconds(1_793_714_400);

    private static readonly Duration Length = Duration.FromSeconds(300);

    private readonly FakeSurroundings _world = new();

    [Fact]
    public void The_present_and_the_next_two_windows_are_started_and_each_window_once()
    {
        var rig = Start(First + Duration.FromSeconds(10), First);
        Assert.Equal(3, Started(rig).Count);

        rig.RunUntil(First + (Length * 20));
        Assert.Equal([.. Enumerable.Range(0, 23).Select(static index => First + (Length * index))], Started(rig));
        Assert.All(rig.Ended, static run => Assert.InRange(run.Count, 1, 30));
        Assert.Empty(rig.Inputs<MissedWindows>(ActivityNames.RecordMissed));
        RecordedHistory.Keep(rig, "series-rolls");
    }

    [Fact]
    public void Slugs_and_moments_are_those_of_the_venue()
    {
        var rig = Start(First, First);

        var market = rig.Inputs<MarketInput>(ActivityNames.StartMarket)[0];
        Assert.Equal(("btc-updown-5m-1793714400", "btc-5m"), (market.Slug, market.Series));
        Assert.Equal((First, First + Length), (market.Opens, market.Closes));
    }

    [Fact]
    public void Windows_that_opened_while_nobody_was_there_are_recorded_as_missed_and_not_traded_late()
    {
        var now = First + (Length * 5) + Duration.FromSeconds(61);
        var rig = Start(now, First);

        var missed = Assert.Single(rig.Inputs<MissedWindows>(ActivityNames.RecordMissed));
        Assert.Equal((First, 6), (missed.FirstOpens, missed.Count));
        Assert.Equal([First + (Length * 6), First + (Length * 7)], Started(rig));
        RecordedHistory.Keep(rig, "series-missed");
    }

    [Fact]
    public void A_window_that_has_just_opened_is_joined()
    {
        var rig = Start(First + Duration.FromSeconds(59), First);

        Assert.Equal(First, Started(rig)[0]);
        Assert.Empty(rig.Inputs<MissedWindows>(ActivityNames.RecordMissed));
    }

    [Fact]
    public void A_series_with_a_last_window_ends_with_it()
    {
        var rig = _world.Rig(WorkflowIds.Series("btc-5m"));
        rig.Now = First;
        rig.Start(WorkflowNames.Series, Input(First) with { LastCloses = First + (Length * 4) });
        rig.RunUntil(First + (Length * 10));

        Assert.Equal(RunStatus.Completed, rig.Status);
        Assert.Equal(4, Started(rig).Count);
    }

    [Fact]
    public void A_series_that_is_to_begin_later_starts_nothing_before()
    {
        var rig = Start(First, First + (Length * 12));
        Assert.Empty(Started(rig));

        rig.RunUntil(First + (Length * 10));
        Assert.Equal([First + (Length * 12)], Started(rig));
    }

    [Fact]
    public void A_clock_that_went_back_is_told_and_the_next_window_is_dealt_with_again()
    {
        var rig = _world.Rig(WorkflowIds.Series("btc-5m"));
        rig.Now = First;
        rig.Start(WorkflowNames.Series, Input(First) with { NextOpens = First + (Length * 100) });

        Assert.Contains("went back", Assert.Single(rig.Inputs<Alert>(ActivityNames.RaiseAlert)).Title, StringComparison.Ordinal);
        Assert.Equal([First + Length, First + (Length * 2)], Started(rig));
    }

    private WorkflowRig Start(Timestamp now, Timestamp first)
    {
        var rig = _world.Rig(WorkflowIds.Series("btc-5m"));
        rig.Now = now;
        rig.Start(WorkflowNames.Series, Input(first));
        return rig;
    }

    private static SeriesInput Input(Timestamp first) => new()
    {
        Shard = "0",
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        FirstOpens = first,
        NextOpens = first,
        Schedule = new PhaseSchedule(),
    };

    private static IReadOnlyList<Timestamp> Started(WorkflowRig rig) =>
        [.. rig.Inputs<MarketInput>(ActivityNames.StartMarket).Select(static market => market.Opens)];
}
