using System.Text;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Faults;

namespace PolyCloud.Research.Tests.Scenarios.Events;

/// <summary>What happens to one market of an event concerns them all.</summary>
public sealed class OneMarketOfAnEventTests
{
    private const int Place = 2;

    [Fact]
    public void A_finer_tick_in_one_market_is_kept_to_there_and_the_group_goes_on()
    {
        using var world = new EventWorld(new EventTrial("calm", Events: 2).Eager());
        world.RunTo(0, 5);
        world.Venue.Exchange.ChangeTick(world.Event(0)[Place].Id, TickSize.TenthOfCent);
        world.RunTo(0, 301);
        Assert.Contains(world.Seen.Placed, entry => entry.Slug == world.Event(0)[Place].Spec.Slug);
        Assert.DoesNotContain(world.Seen.Log, line => line.Contains(nameof(Reason.RejectedTickSize), StringComparison.Ordinal));
        Assert.True(world.Uncovered(0) < Size.Shares(5), EventScenarioTests.Log(world));
        world.RunToEnd();
        EventScenarioTests.AssertSettled(world);
    }

    [Fact]
    public void While_one_market_is_told_nothing_of_no_group_is_begun()
    {
        using var usual = new EventWorld(new EventTrial("calm").Eager());
        using var silent = new EventWorld(new EventTrial("calm").Eager());
        silent.RunTo(0, 9);
        var condition = Encoding.ASCII.GetBytes(silent.Event(0)[Place].Spec.ConditionId);
        silent.World.Loses = (socket, frame) => socket == "market" && frame.IndexOf(condition) >= 0;

        // Longer than a market without a word counts as active.
        Assert.True(Begun(usual, from: 20) > 0, "without the silence groups are begun in this time");
        Assert.Equal(0, Begun(silent, from: 20));
        silent.RunToEnd();
        EventScenarioTests.AssertSettled(silent);
    }

    [Fact]
    public void A_market_that_the_clob_does_not_know_yet_keeps_its_whole_event_out_until_it_does()
    {
        using var world = new EventWorld(new EventTrial("calm").Eager());
        world.Venue.Faults.SwitchOn(FaultPlan.Parse("market-missing,for-ms=130000"));
        world.RunTo(0, -5);
        Assert.Empty(world.Seen.Added);
        Assert.Contains(world.Seen.Log, line => line.Contains("clobTokenIds: of ", StringComparison.Ordinal));
        world.RunTo(0, 100);
        Assert.Equal(world.Trial.Outcomes, world.Seen.Added.Count);
        world.RunToEnd();
        EventScenarioTests.AssertSettled(world);
    }

    /// <summary>Groups begun from so many seconds after the open until it is time to unwind.</summary>
    private static int Begun(EventWorld world, int from)
    {
        world.RunTo(0, from);
        var before = world.Seen.Count(OrderPurpose.Entry);
        world.RunTo(0, 170);
        return world.Seen.Count(OrderPurpose.Entry) - before;
    }
}
