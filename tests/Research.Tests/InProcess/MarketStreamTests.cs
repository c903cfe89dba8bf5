using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Tests.InProcess;

public sealed class MarketStreamTests : IDisposable
{
    private readonly NodeWorld _world = new(bookHashEvery: 1);
    private readonly TradingNode _node;
    private readonly Timestamp _began;

    public MarketStreamTests()
    {
        _node = _world.Node();
        _began = NodeWorld.FirstOpens + Duration.FromSeconds(20);
        _ = _world.RunUntil(_node, _began, () => false);
        Assert.True(HasBooks);
    }

    private MarketView View => _node.Driver.Engine.View(new MarketId(0));

    private bool HasBooks => View is { Up: { BestBid: not null, BestAsk: not null }, Down: { BestBid: not null, BestAsk: not null } };

    public void Dispose() => _world.Dispose();

    private int Notes(NodeNote note, string detail) => _world.Seen.Notes.Count(seen => seen.Note == note && seen.Detail.Contains(detail, StringComparison.Ordinal));

    /// <summary>Every so manyth change, and every book that follows a trade: it would mend what was lost.</summary>
    private void LoseChanges(int every)
    {
        var seen = 0;
        _world.World.Loses = (socket, frame) => socket == "market" && !frame.StartsWith("["u8)
            && (frame.IndexOf("\"event_type\":\"book\""u8) >= 0 || (frame.IndexOf("price_change"u8) >= 0 && ++seen % every == 0));
    }

    [Fact]
    public void Lost_changes_are_noticed_by_their_hashes_and_a_fresh_connection_brings_right_books_again()
    {
        var epoch = View.UpBookEpoch;
        LoseChanges(every: 20);
        Assert.True(_world.ContinueUntil(_node, _began + Duration.FromSeconds(120), () => _node.BookQuarantines > 0));
        Assert.Equal(1, Notes(NodeNote.BookHashMismatch, "a fresh connection follows"));

        _world.World.Loses = (_, _) => false;
        var quarantined = _world.World.Now;
        Assert.True(_world.ContinueUntil(_node, quarantined + Duration.FromSeconds(2), () => _node.Feeds.Market && HasBooks));
        Assert.Equal(1, Notes(NodeNote.FeedLost, "the venue's hashes speak against the books"));
        Assert.True(View.UpBookEpoch > epoch);
        Assert.True(View.DownBookEpoch > epoch);

        // Nothing speaks against the new books.
        var quarantines = _node.BookQuarantines;
        var (checkedBefore, matchedBefore) = _node.BookHashes;
        _ = _world.ContinueUntil(_node, quarantined + Duration.FromSeconds(60), () => false);
        var (checkedAfter, matchedAfter) = _node.BookHashes;
        Assert.Equal(quarantines, _node.BookQuarantines);
        Assert.True(checkedAfter - checkedBefore > 100);
        Assert.True(matchedAfter - matchedBefore >= 0.95 * (checkedAfter - checkedBefore));
    }

    [Fact]
    public void While_changes_are_lost_all_the_time_no_more_than_one_fresh_connection_comes_in_thirty_seconds()
    {
        LoseChanges(every: 4);
        _ = _world.ContinueUntil(_node, _began + Duration.FromSeconds(100), () => false);
        Assert.True(_node.BookQuarantines > 2, $"{_node.BookQuarantines} quarantines");
        Assert.InRange(Notes(NodeNote.FeedLost, "the venue's hashes speak against the books"), 2, 4);
    }
}
