using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Tests.FaultReactions;

public sealed class CallReactions : FaultReaction
{
    private int Reported(OrderReportKind kind, Reason reason) => Seen.Reports.Count(report => report.Kind == kind && report.Reason == reason);

    /// <summary>No intent was signed twice, and no two orders are the same.</summary>
    private void NothingIsDoubled()
    {
        Assert.Equal(Seen.Signed.Count, Seen.Signed.Select(intent => intent.Hash).Distinct().Count());
        Assert.Equal(Node.Driver.Engine.Totals.OrdersPlaced, Seen.Signed.Select(intent => intent.Intent).Distinct().Count());
    }

    [Fact]
    [ReactionTo("too-many-requests")]
    public void Refusals_by_rate_slow_the_node_down()
    {
        TradeUntilAnEntryRests();
        Strike("too-many-requests,reads=1,for-ms=15000");
        Pass(15);
        Assert.InRange(Reported(OrderReportKind.Rejected, Reason.RateLimited), 1, 15);
        Assert.InRange(Hits, 1, 60);
        QuotesAgainWithin(45);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("too-many-requests")]
    public void Cancels_that_are_refused_by_rate_are_left_to_the_dead_man_switch_and_asked_for_no_more_often()
    {
        TradeUntilAnEntryRests();
        Strike("too-many-requests,cancels=1,reads=1,for-ms=60000");
        Assert.True(Within(40, () => Notes(NodeNote.DeadMan, "heartbeats are withheld") == 1));
        var signed = Seen.Signed.Count;
        Assert.True(Within(16, () => World.OpenOrders(0) == 0), "what rested still rests");
        Assert.True(Within(5, () => Node.Feeds.Heartbeat && IsWithdrawn));
        Assert.Equal(signed, Seen.Signed.Count);
        Assert.InRange(Hits, 1, 120);
        QuotesAgainWithin(90);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("lost-request")]
    public void A_placement_that_never_arrived_counts_as_resting_until_the_venue_says_no()
    {
        TradeUntilAnEntryRests();
        Strike("lost-request,count=1");
        Assert.True(Within(40, () => Reported(OrderReportKind.Unknown, Reason.VenueUnreachable) == 1));
        Assert.False(IsWithdrawn);
        var entries = Seen.Entries;
        Assert.True(Within(30, () => Reported(OrderReportKind.NeverArrived, Reason.UnknownOutcomeResolved) == 1));
        Assert.Equal(entries, Seen.Entries);
        QuotesAgainWithin(30);
        EndsWhole();
        NothingIsDoubled();
    }

    [Fact]
    [ReactionTo("lost-answer")]
    public void A_placement_whose_answer_is_lost_is_found_and_never_doubled()
    {
        TradeUntilAnEntryRests();
        Strike("lost-answer,count=2");
        Assert.True(Within(40, () => Hits == 2));
        QuotesAgainWithin(30);
        EndsWhole();
        NothingIsDoubled();
        Assert.Equal(0, Reported(OrderReportKind.NeverArrived, Reason.UnknownOutcomeResolved));
    }

    [Fact]
    [ReactionTo("error-in-success")]
    public void A_success_with_an_error_in_it_is_a_refusal()
    {
        TradeUntilAnEntryRests();
        Strike("error-in-success,for-ms=15000");
        Pass(15);
        Assert.Equal(Hits, Reported(OrderReportKind.Rejected, Reason.RejectedOther));
        Assert.InRange(Hits, 1, 15);
        QuotesAgainWithin(45);
        EndsWhole();
        NothingIsDoubled();
    }

    [Fact]
    [ReactionTo("order-version-mismatch")]
    public void A_version_that_the_venue_refuses_is_signed_once_more_and_then_let_go()
    {
        TradeUntilAnEntryRests();
        Strike("order-version-mismatch,for-ms=15000");
        Pass(15);
        var refused = Reported(OrderReportKind.Rejected, Reason.RejectedOrderVersion);
        Assert.InRange(refused, 1, 15);
        Assert.InRange(Hits, 2 * refused, (2 * refused) + 2);
        QuotesAgainWithin(45);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("heartbeat-mismatch")]
    public void A_broken_chain_of_heartbeats_is_taken_up_and_quoting_goes_on()
    {
        TradeUntilAnEntryRests();
        Strike("heartbeat-mismatch,count=2");
        Assert.True(Within(10, () => Hits == 2));
        Holds(20, () => Node.Halt == Reason.None && Node.Feeds.Heartbeat);
        QuotesAgainWithin(30);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("heartbeat-mismatch")]
    public void A_chain_that_breaks_again_and_again_halts_with_nothing_left_at_the_venue()
    {
        TradeUntilAnEntryRests();
        Strike("heartbeat-mismatch");
        Assert.True(Within(10, () => Node.Halt == Reason.LeaseLost));
        Assert.Equal(Reason.LeaseLost, NotQuoting);
        Assert.True(Within(5, () => Node.IsClear && World.OpenOrders(0) == 0));
        var signed = Seen.Signed.Count;
        Holds(20, () => Node.Halt == Reason.LeaseLost);
        Assert.Equal(signed, Seen.Signed.Count);
        Assert.Equal(1, Notes(NodeNote.Halted, Reason.LeaseLost.Label()));
        EndsWhole();
    }
}
