using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;

namespace PolyCloud.Research.Tests.FaultReactions;

public sealed class VenueModeReactions : FaultReaction
{
    [Fact]
    [ReactionTo("engine-restart")]
    public void A_restart_stops_everything_then_lets_entries_rest_and_takers_wait()
    {
        TradeUntilAnEntryRests();
        Strike("engine-restart,down-ms=10000,post-only-ms=120000");
        Assert.True(Within(10, () => Node.VenueMode == VenueMode.Restarting));
        Assert.Equal(Reason.VenueRestarting, NotQuoting);

        // Asked again with growing pauses, never in a storm.
        Pass(15);
        Assert.InRange(Hits, 1, 6);
        Assert.True(Within(10, () => Node.VenueMode == VenueMode.PostOnly));
        var takers = Seen.Takers;
        QuotesAgainWithin(30);
        Holds(60, () => Node.VenueMode == VenueMode.PostOnly);
        Assert.Equal(takers, Seen.Takers);
        EndsWhole();
        Assert.Equal(VenueMode.Normal, Node.VenueMode);
    }

    [Fact]
    [ReactionTo("engine-restart")]
    public void Orders_that_a_restart_dropped_are_not_believed_in()
    {
        TradeUntilAnEntryRests();
        Strike("engine-restart,down-ms=5000,post-only-ms=20000,drop-orders=1,retry-after-s=3");
        Assert.Equal(0, World.OpenOrders(0));
        Assert.True(Within(3, () => !Node.Driver.Engine.LiveOrders().Any(order => order.State == OrderState.Live)));
        QuotesAgainWithin(30);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("cancel-only")]
    public void A_venue_that_takes_only_cancels_gets_cancels_only()
    {
        TradeUntilAnEntryRests();
        Strike("cancel-only,for-ms=20000");
        Assert.True(Within(10, () => Node.VenueMode == VenueMode.CancelOnly));
        Assert.Equal(Reason.VenueCancelOnly, NotQuoting);
        Assert.True(Within(3, () => IsWithdrawn && World.OpenOrders(0) == 0), "cancels do not flow");
        var signed = Seen.Signed.Count;
        Holds(20, () => Node.VenueMode == VenueMode.CancelOnly);
        Assert.Equal(signed, Seen.Signed.Count);
        QuotesAgainWithin(60);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("trading-disabled")]
    public void Where_nothing_works_the_node_places_nothing_and_asks_for_its_cancels_until_they_are_taken()
    {
        TradeUntilAnEntryRests();
        var cancels = 0;
        World.World.FateOf = call =>
        {
            cancels += call.Method == "DELETE" ? 1 : 0;
            return Research.InProcess.CallFate.Answered;
        };
        Strike("trading-disabled,for-ms=20000");
        Assert.True(Within(10, () => Node.VenueMode == VenueMode.Disabled));
        Assert.Equal(Reason.VenueDisabled, NotQuoting);
        var signed = Seen.Signed.Count;
        Holds(9, () => Node.VenueMode == VenueMode.Disabled);
        Assert.Equal(signed, Seen.Signed.Count);
        Assert.InRange(cancels, 1, 60);
        Assert.True(Within(20, () => IsWithdrawn && World.OpenOrders(0) == 0), "what rested still rests");
        QuotesAgainWithin(60);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("trading-disabled")]
    public void Where_no_cancel_is_taken_the_dead_man_switch_clears_the_book_and_the_beats_go_on_behind_it()
    {
        TradeUntilAnEntryRests();
        Strike("trading-disabled,for-ms=60000");
        Assert.True(Within(10, () => Node.VenueMode == VenueMode.Disabled));
        Assert.True(Within(6, () => Notes(NodeNote.DeadMan, "heartbeats are withheld") == 1));
        Assert.False(Node.Feeds.Heartbeat);
        Assert.True(Within(15, () => World.OpenOrders(0) == 0), "what rested still rests");
        Assert.True(Within(5, () => Node.Feeds.Heartbeat && IsWithdrawn));
        Assert.Equal(1, Notes(NodeNote.DeadMan, "heartbeats go on"));
        Assert.Equal(VenueMode.Disabled, Node.VenueMode);
        QuotesAgainWithin(240);
        EndsWhole();
    }
}
