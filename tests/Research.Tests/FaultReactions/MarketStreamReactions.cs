using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;

namespace PolyCloud.Research.Tests.FaultReactions;

public sealed class MarketStreamReactions() : FaultReaction(bookHashEvery: 1)
{
    /// <summary>The hashes that the venue sends with its changes are those of the node's books.</summary>
    private void TheBooksAreTheVenues()
    {
        var (checkedBefore, matchedBefore) = Node.BookHashes;
        Pass(10);
        var (checkedAfter, matchedAfter) = Node.BookHashes;
        var (all, right) = (checkedAfter - checkedBefore, matchedAfter - matchedBefore);
        Assert.True(all > 100, $"only {all} hashes");
        Assert.True(right >= 0.95 * all, $"{right} of {all}");
    }

    [Fact]
    [ReactionTo("late-deltas")]
    public void Late_changes_of_the_book_do_not_stop_quoting_and_the_books_are_right_again()
    {
        TradeUntilAnEntryRests();
        Strike("late-deltas=0.5,for-ms=20000");
        QuotesAgainWithin(20);
        Pass(20);

        // On top of what is late anyway this is later than the shadow books wait for: their hashes may ask for fresh books, not in a storm.
        Assert.InRange(Notes(NodeNote.FeedLost, "the venue's hashes speak against the books"), 0, 2);
        TheBooksAreTheVenues();
        EndsWhole();
    }

    [Fact]
    [ReactionTo("silent-stall")]
    public void A_market_socket_without_data_stops_opening_and_is_replaced()
    {
        TradeUntilAnEntryRests();
        var epoch = View.UpBookEpoch;
        Strike("silent-stall,for-ms=30000");
        Assert.True(Within(9, () => !Node.Feeds.Market));
        Assert.Equal(Reason.DataGap, NotQuoting);
        Assert.Equal(1, Notes(NodeNote.FeedLost, "market: no data while a window is open"));
        Assert.True(View.UpBookEpoch > epoch);
        Assert.Null(View.Up.BestBid);
        Assert.True(Within(2, () => Node.Feeds.Market && View.Up.BestBid is not null), "the fresh socket brings no books");
        Assert.True(IsWithdrawn);

        // Quoting on books that stood still was refused again and again: that breaker pauses for half a minute.
        QuotesAgainWithin(45);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("truncated-frame")]
    public void Messages_that_end_in_the_middle_are_told_and_the_books_they_spoilt_are_right_again()
    {
        TradeUntilAnEntryRests();
        Strike("truncated-frame=0.1,for-ms=30000");
        Pass(30);
        Assert.Equal(Hits, Node.FramesSkipped);
        Assert.Equal(1, Notes(NodeNote.FrameSkipped, "market: Malformed"));
        Pass(10);
        TheBooksAreTheVenues();
        QuotesAgainWithin(60);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("array-frames")]
    public void Events_that_come_as_arrays_are_read_like_others()
    {
        TradeUntilAnEntryRests();
        var fills = Seen.Fills.Count;
        Strike("array-frames,for-ms=30000");
        QuotesAgainWithin(10);
        Pass(20);
        Assert.Equal(0, Node.FramesSkipped);
        Assert.True(Seen.Fills.Count > fills);
        Assert.Equal(0, Node.BookQuarantines);
        EndsWhole();
    }
}
