using System.Text;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Market;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>A fifth of the venue's changes arrives after later ones; arrival is not the order of events.</summary>
public sealed class Gotcha02OutOfOrderDeltasTests
{
    private static readonly Timestamp Now = Timestamp.FromSeconds(1_776_808_414);

    private readonly Books _books = new();
    private readonly MarketFrameReader _reader;

    public Gotcha02OutOfOrderDeltasTests() => _reader = new MarketFrameReader(CapturedMarkets.Directory(), _books, new FrameFaults());

    private void Snapshot(long milliseconds, string bids, string asks) => Read(
        $$"""{"market":"{{CapturedMarkets.CurrentSpec.ConditionId}}","asset_id":"{{CapturedMarkets.CurrentSpec.UpTokenId}}","timestamp":"{{milliseconds}}","hash":"","bids":[{{bids}}],"asks":[{{asks}}],"event_type":"book"}""");

    private void Change(long milliseconds, string price, string size, string side) => Read(
        $$"""{"market":"{{CapturedMarkets.CurrentSpec.ConditionId}}","price_changes":[{"asset_id":"{{CapturedMarkets.CurrentSpec.UpTokenId}}","price":"{{price}}","size":"{{size}}","side":"{{side}}","hash":"","best_bid":"0","best_ask":"0"}],"timestamp":"{{milliseconds}}","event_type":"price_change"}""");

    private void Read(string frame) => Assert.Equal(MarketFrameKind.Data, _reader.Read(Now, Encoding.UTF8.GetBytes(frame)));

    [Fact]
    public void A_late_delta_does_not_move_the_best_price()
    {
        Snapshot(1_000, """{"price":"0.48","size":"100"}""", """{"price":"0.52","size":"100"}""");
        Change(1_050, "0.49", "0", "BUY");
        Change(1_040, "0.49", "200", "BUY");
        Assert.Equal(Price.Cents(48), _books.Live.BestBid);
    }

    [Fact]
    public void Of_two_deltas_of_one_millisecond_the_later_sent_counts()
    {
        Snapshot(1_000, """{"price":"0.48","size":"100"}""", """{"price":"0.52","size":"100"}""");
        Change(1_050, "0.49", "200", "BUY");
        Change(1_050, "0.49", "0", "BUY");
        Assert.Equal(Price.Cents(48), _books.Live.BestBid);
    }

    [Fact]
    public void A_snapshot_that_comes_late_does_not_undo_a_newer_delta()
    {
        Snapshot(1_000, """{"price":"0.48","size":"100"}""", """{"price":"0.52","size":"100"}""");
        Change(1_080, "0.48", "0", "BUY");
        Snapshot(1_060, """{"price":"0.47","size":"50"},{"price":"0.48","size":"100"}""", """{"price":"0.52","size":"100"}""");
        Assert.Equal(Price.Cents(47), _books.Live.BestBid);
    }

    [Fact]
    public void The_shadow_book_takes_the_changes_of_a_tenth_of_a_second_in_the_order_of_the_venues_time()
    {
        Snapshot(1_000, """{"price":"0.48","size":"100"}""", """{"price":"0.52","size":"100"}""");
        Change(1_089, "0.49", "300", "BUY");
        Change(1_001, "0.49", "200", "BUY");
        Change(1_050, "0.49", "0", "BUY");
        _books.Shadow.Advance(Now + Duration.FromMilliseconds(100));
        Assert.Equal(Size.Shares(300), _books.Shadow.Book.SizeAt(Side.Buy, Price.Cents(49)));
        Assert.Equal(0, _books.Shadow.Late);
    }

    private sealed class Books : IMarketEvents
    {
        public OrderBook Live { get; } = new();

        public ShadowBook Shadow { get; } = new(
            new BookIdentity { ConditionId = "0x1", TokenId = "1", MinimumOrderSize = Size.Shares(5) }, TickSize.Cent, new RecentTradePrices(), new ShadowBookOptions());

        public void BookSnapshot(Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope)
        {
            Live.ApplySnapshot(venueTime, bids, asks);
            Shadow.EnqueueSnapshot(now, venueTime, bids, asks, envelope.Hash);
        }

        public void BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes)
        {
            Live.Apply(venueTime, deltas[0].Side, deltas[0].Price, deltas[0].Size);
            Shadow.Enqueue(now, venueTime, deltas[0].Side, deltas[0].Price, deltas[0].Size, hashes[0]);
        }

        public void Trade(Timestamp now, MarketId market, in TradePrint print) => Assert.Fail("no trade was sent");

        public void TickSizeChanged(Timestamp now, MarketId market, TickSize tick) => Assert.Fail("no tick was sent");

        public void Resolved(Timestamp now, MarketId market, Outcome winner) => Assert.Fail("no winner was sent");

        public void Connected(Timestamp now)
        {
        }

        public void ContinuityLost(Timestamp now, string why)
        {
        }

        public void FrameSkipped(Timestamp now, FrameFault fault) => Assert.Fail(fault.ToString());
    }
}
