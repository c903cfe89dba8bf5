using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;

namespace PolyCloud.Research.Tests.FaultReactions;

/// <summary>The peer is gone without a word: only silence tells.</summary>
public sealed class HalfOpenReactions : FaultReaction
{
    [Fact]
    [ReactionTo("half-open")]
    public void A_dead_market_socket_stops_opening_within_nine_seconds()
    {
        TradeUntilAnEntryRests();
        Strike("half-open,channel=1,for-ms=20000");
        Assert.True(Within(9, () => !Node.Feeds.Market));
        Assert.Equal(Reason.DataGap, NotQuoting);
        Assert.True(Within(2, () => Node.Feeds.Market && IsWithdrawn));
        QuotesAgainWithin(45);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("half-open")]
    public void A_dead_user_socket_is_noticed_by_its_missing_pong_and_compared_before_it_quotes()
    {
        TradeUntilAnEntryRests();
        Strike("half-open,channel=2,for-ms=40000");
        Assert.True(Within(32, () => !Node.Feeds.User));
        Assert.Equal(1, Notes(NodeNote.FeedLost, "user: no pong"));
        Assert.Equal(Reason.UserStreamDown, NotQuoting);
        Assert.True(Within(5, () => Node.Feeds.User));
        Assert.Equal(Reason.ReconciliationPending, NotQuoting);
        Assert.True(Within(5, () => Node.Feeds.Reconciliation));
        QuotesAgainWithin(60);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("half-open")]
    public void A_dead_price_socket_stops_opening_until_the_legacy_one_speaks()
    {
        TradeUntilAnEntryRests();
        Strike("half-open,channel=3,for-ms=30000");
        Assert.True(Within(4, () => !Node.Feeds.Oracle));
        Assert.Equal(Reason.OracleStale, NotQuoting);
        Assert.True(Within(2, () => IsWithdrawn));
        Assert.True(Within(3, () => Node.Feeds.Oracle));
        Assert.True(Node.IsOnFallbackPrices);
        QuotesAgainWithin(30);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("half-open")]
    public void With_the_legacy_price_socket_dead_too_nothing_is_opened()
    {
        TradeUntilAnEntryRests();
        Strike("silent-stall,channel=3,fresh=1,for-ms=20000");
        Strike("half-open,channel=4,fresh=1,for-ms=20000");
        Assert.True(Within(4, () => !Node.Feeds.Oracle && IsWithdrawn));
        var entries = Seen.Entries;
        Holds(12, () => NotQuoting == Reason.OracleStale);
        Assert.Equal(entries, Seen.Entries);
        QuotesAgainWithin(60);
        EndsWhole();
    }

    [Theory]
    [InlineData(5, "Binance", "Coinbase")]
    [InlineData(6, "Coinbase", "Binance")]
    [ReactionTo("half-open")]
    public void A_dead_exchange_socket_is_replaced_and_quoting_goes_on(int channel, string dead, string alive)
    {
        TradeUntilAnEntryRests();
        Strike($"half-open,channel={channel},for-ms=20000");
        Assert.True(Within(7, () => Notes(NodeNote.FeedLost, dead + ": no price came") == 1));
        Assert.True(Within(20, () => Notes(NodeNote.FeedBack, dead) == 2));
        Assert.Equal(0, Notes(NodeNote.FeedLost, alive));
        Assert.True(Node.Feeds.Oracle);
        QuotesAgainWithin(30);
        EndsWhole();
    }
}
