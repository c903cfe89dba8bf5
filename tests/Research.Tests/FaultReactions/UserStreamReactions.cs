using PolyCloud.Engine.Effects;

namespace PolyCloud.Research.Tests.FaultReactions;

public sealed class UserStreamReactions : FaultReaction
{
    private HashSet<Guid> TradesAtVenue => [.. World.Venue.Exchange.Trades(World.Account).Select(trade => trade.Id)];

    private HashSet<Guid> TradesKnown => [.. Seen.Fills.Select(fill => fill.Trade)];

    [Fact]
    [ReactionTo("user-stall")]
    public void Fills_that_are_not_told_stop_opening_until_the_comparison_finds_them()
    {
        TradeUntilAnEntryRests();
        Strike("user-stall,for-ms=40000");
        Assert.True(Within(30, () => NotQuoting == Reason.ReconciliationPending), "an order that vanished without its fills went unnoticed");
        Assert.True(IsWithdrawn);
        Assert.NotEqual(TradesAtVenue, TradesKnown);
        Assert.True(Within(31, () => NotQuoting != Reason.ReconciliationPending));
        QuotesAgainWithin(60);
        EndsWhole();
        Assert.Equal(TradesAtVenue, TradesKnown);
    }

    [Fact]
    [ReactionTo("duplicate-events")]
    public void Events_that_are_told_twice_count_once()
    {
        TradeUntilAnEntryRests();
        var fills = Seen.Fills.Count;
        Strike("duplicate-events");
        QuotesAgainWithin(10);
        Pass(20);
        Assert.True(Seen.Fills.Count > fills);
        EndsWhole();
        Assert.Equal(TradesAtVenue, TradesKnown);
    }

    [Fact]
    [ReactionTo("reordered-events")]
    public void Events_that_overtake_each_other_end_in_the_same_books()
    {
        TradeUntilAnEntryRests();
        Strike("reordered-events,longest-ms=3000");
        QuotesAgainWithin(30);
        EndsWhole();
        Assert.Equal(TradesAtVenue, TradesKnown);
    }
}
