using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;

namespace PolyCloud.Research.Tests.FaultReactions;

public sealed class AccountReactions() : FaultReaction(checksAccess: true)
{
    [Fact]
    [ReactionTo("cancel-debt")]
    public void Owed_cancels_wait_for_their_tokens_and_the_order_counts_as_live_meanwhile()
    {
        TradeUntilAnEntryRests();
        Strike("cancel-debt,tokens=300");
        Assert.True(Within(10, () => Notes(NodeNote.CancelDebt, "cancels can go out again") == 1));
        Assert.True(Within(2, () => Seen.Reports.Exists(report => report is { Kind: OrderReportKind.CancelFailed, Reason: Reason.RateLimited })));
        Assert.Equal(World.OpenOrders(0), Node.Driver.Engine.LiveOrders().Count(order => order.State is OrderState.Live or OrderState.PendingCancel));
        Assert.True(Within(10, () => Notes(NodeNote.CancelDebt, "paid") == 1));
        QuotesAgainWithin(30);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("geoblocked")]
    public void A_blocked_region_stops_everything_but_cancels_until_the_region_is_served_again()
    {
        TradeUntilAnEntryRests();
        Strike("geoblocked,for-ms=20000");
        Assert.True(Within(10, () => Node.VenueMode == VenueMode.Geoblocked));
        Assert.Equal(Reason.Geoblocked, NotQuoting);
        Assert.True(Within(3, () => IsWithdrawn && World.OpenOrders(0) == 0));
        var signed = Seen.Signed.Count;

        // A refusal outlasts the fault: only the next answer about the region lifts it.
        Holds(60, () => Node.VenueMode == VenueMode.Geoblocked);
        Assert.Equal(signed, Seen.Signed.Count);
        Assert.True(Within(300, () => Node.VenueMode == VenueMode.Normal));
        EndsWhole();
    }

    [Fact]
    [ReactionTo("geoblocked")]
    public void A_region_that_is_blocked_from_the_start_never_sees_an_order()
    {
        Strike("geoblocked");
        Assert.False(World.RunUntil(Node, World.LastCloses, () => Node.Driver.Engine.Totals.OrdersPlaced > 0));
        Assert.Equal(VenueMode.Geoblocked, Node.VenueMode);
        Assert.Equal(1, Notes(NodeNote.Access, "the region counts as blocked: the venue says so"));
        World.ContinueToEnd();
        Assert.Empty(Seen.Signed);
    }

    [Fact]
    [ReactionTo("closed-only")]
    public void An_account_that_may_only_close_opens_nothing_until_it_may_again()
    {
        TradeUntilAnEntryRests();
        Strike("closed-only,for-ms=20000");
        Assert.True(Within(10, () => Node.VenueMode == VenueMode.ClosedOnly));
        Assert.Equal(Reason.VenueClosedOnly, NotQuoting);
        Assert.True(Within(3, () => IsWithdrawn));
        var entries = Seen.Entries;
        Holds(60, () => Node.VenueMode == VenueMode.ClosedOnly);
        Assert.Equal(entries, Seen.Entries);
        Assert.True(Within(300, () => Node.VenueMode == VenueMode.Normal));
        EndsWhole();
    }

    [Fact]
    [ReactionTo("closed-only")]
    public void An_account_that_may_only_close_from_the_start_never_opens()
    {
        Strike("closed-only");
        Assert.False(World.RunUntil(Node, World.LastCloses, () => Node.Driver.Engine.Totals.OrdersPlaced > 0));
        Assert.Equal(VenueMode.ClosedOnly, Node.VenueMode);
        Assert.Equal(1, Notes(NodeNote.Access, "the account counts as closed-only: the venue says so"));
        World.ContinueToEnd();
        Assert.Empty(Seen.Signed);
    }

    [Fact]
    [ReactionTo("stale-balance")]
    public void Shares_just_bought_are_sold_although_the_venue_remembers_an_older_balance()
    {
        TradeUntilAnEntryRests();
        Strike("stale-balance");
        QuotesAgainWithin(10);
        Pass(60);
        Assert.DoesNotContain(Seen.Reports, report => report is { Kind: OrderReportKind.Rejected, Reason: Reason.RejectedInsufficientBalance });
        EndsWhole();
    }
}
