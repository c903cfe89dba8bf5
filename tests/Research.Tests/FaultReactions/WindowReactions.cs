using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Tests.InProcess;

namespace PolyCloud.Research.Tests.FaultReactions;

public sealed class WindowReactions : FaultReaction
{
    [Fact]
    [ReactionTo("tick-change")]
    public void A_finer_grid_drops_the_books_and_is_quoted_on()
    {
        TradeUntilAnEntryRests();
        var epoch = View.UpBookEpoch;
        Strike("tick-change,tick-units=10");
        Assert.True(Within(1, () => View.UpBookEpoch > epoch));
        Assert.True(Within(2, () => View.Up.BestBid is not null && View.Down.BestBid is not null), "no books on the new grid");
        QuotesAgainWithin(30);
        EndsWhole();
        Assert.Equal(0, Node.BookQuarantines);
        Assert.DoesNotContain(Seen.Reports, report => report.Reason == Reason.RejectedTickSize);
    }

    [Fact]
    [ReactionTo("oracle-stale")]
    public void Prices_that_stand_still_stop_opening_and_closing_goes_on()
    {
        TradeUntilAnEntryRests();
        Strike("oracle-stale,for-ms=15000");
        Assert.True(Within(4, () => NotQuoting == Reason.OracleStale && IsWithdrawn));
        var entries = Seen.Entries;
        Holds(10, () => NotQuoting == Reason.OracleStale);
        Assert.Equal(entries, Seen.Entries);
        QuotesAgainWithin(60);
        EndsWhole();
    }

    [Fact]
    [ReactionTo("market-missing")]
    public void A_window_that_the_order_book_does_not_know_yet_is_asked_for_until_it_does()
    {
        Strike("market-missing");
        Assert.False(World.RunUntil(Node, NodeWorld.FirstOpens, () => Node.Driver.Engine.ActiveMarkets.Length > 0));
        Assert.True(World.ContinueUntil(Node, NodeWorld.FirstOpens + Duration.FromSeconds(20), () => Node.Driver.Engine.ActiveMarkets.Length > 0));
        Assert.True(World.ContinueUntil(Node, NodeWorld.FirstOpens + Duration.FromSeconds(120), () => Seen.Entries > 0), $"{NotQuoting}");
        EndsWhole();
    }

    [Fact]
    [ReactionTo("resolved-frame-lost")]
    public void A_result_that_the_socket_does_not_tell_is_asked_for()
    {
        TradeUntilAnEntryRests();
        Strike("resolved-frame-lost");
        EndsWhole();
        Assert.Equal(1, Node.Driver.Engine.Totals.WindowsSettled);
    }

    [Fact]
    [ReactionTo("resolution-delay")]
    public void A_late_result_is_waited_for()
    {
        TradeUntilAnEntryRests();
        Strike("resolution-delay,delay-ms=120000");
        EndsWhole();
        Assert.Equal(1, Node.Driver.Engine.Totals.WindowsSettled);
    }

    [Fact]
    [ReactionTo("resolution-never")]
    public void Without_a_result_the_node_stops_clear_and_books_nothing()
    {
        TradeUntilAnEntryRests();
        Strike("resolution-never");
        EndsWhole();
        Assert.Equal(0, Node.Driver.Engine.Totals.WindowsSettled);
        Assert.Equal(Reason.Shutdown, Node.Halt);
        var listing = World.Venue.Exchange.Listings[0].Id;
        Assert.Equal(World.Venue.Exchange.Tokens(World.Account, listing, Outcome.Up), View.Up.Confirmed);
        Assert.Equal(World.Venue.Exchange.Tokens(World.Account, listing, Outcome.Down), View.Down.Confirmed);
    }

    [Fact]
    [ReactionTo("trade-retry")]
    public void A_trade_that_is_tried_again_counts_once()
    {
        TradeUntilAnEntryRests();
        Strike("trade-retry");
        QuotesAgainWithin(30);
        EndsWhole();
        Assert.Contains(Seen.Fills, fill => fill.Status == Engine.Inputs.FillStatus.Retrying);
    }

    [Theory]
    [InlineData("trade-failure=0.5")]
    [InlineData("trade-failure")]
    [ReactionTo("trade-failure")]
    public void A_trade_that_fails_is_taken_back(string plan)
    {
        TradeUntilAnEntryRests();
        Strike(plan);
        EndsWhole();
        var failed = World.Venue.Exchange.Trades(World.Account).Where(trade => trade.Status == Engine.Inputs.FillStatus.Failed).Select(trade => trade.Id).ToHashSet();
        Assert.NotEmpty(failed);
        Assert.Equal(failed, [.. Seen.Fills.Where(fill => fill.Status == Engine.Inputs.FillStatus.Failed).Select(fill => fill.Trade)]);
    }

    [Fact]
    [ReactionTo("trade-reorg")]
    public void A_trade_that_was_mined_and_is_mined_again_is_booked_once()
    {
        TradeUntilAnEntryRests();
        Strike("trade-reorg");
        EndsWhole();
        Assert.NotEmpty(World.Venue.Exchange.Trades(World.Account));
        Assert.DoesNotContain(Seen.Fills, static fill => fill.Status == Engine.Inputs.FillStatus.Failed);
    }

    [Fact]
    [ReactionTo("trade-reorg")]
    public void A_trade_that_was_mined_and_fails_in_the_end_is_taken_back()
    {
        TradeUntilAnEntryRests();
        Strike("trade-reorg,fails=1");
        EndsWhole();
        var failed = World.Venue.Exchange.Trades(World.Account).Where(trade => trade.Status == Engine.Inputs.FillStatus.Failed).Select(trade => trade.Id).ToHashSet();
        Assert.NotEmpty(failed);
        Assert.Equal(failed, [.. Seen.Fills.Where(fill => fill.Status == Engine.Inputs.FillStatus.Failed).Select(fill => fill.Trade)]);
    }
}
