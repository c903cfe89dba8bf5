using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Book;

public sealed class OrderBookTests
{
    private static readonly Timestamp Noon = Timestamp.FromSeconds(1_776_808_400);

    [Fact]
    public void A_new_book_is_empty_and_takes_no_deltas()
    {
        var book = new OrderBook();

        Assert.False(book.Apply(Noon, Side.Buy, Price.Cents(40), Size.Shares(10)));

        Assert.False(book.HasSnapshot);
        Assert.False(book.HasBid);
        Assert.Equal(1, book.Counters.WithoutSnapshot);
    }

    [Fact]
    public void Removing_the_best_level_uncovers_the_next_one_on_any_grid()
    {
        var book = Seeded([(4_700, 5), (4_601, 7), (1, 9)], [(4_800, 5), (5_025, 7), (9_999, 9)]);

        book.Apply(Noon, Side.Buy, new Price(4_700), Size.Zero);
        book.Apply(Noon, Side.Sell, new Price(4_800), Size.Zero);

        Assert.Equal((new Price(4_601), Size.Shares(7)), (book.BestBid, book.BestBidSize));
        Assert.Equal((new Price(5_025), Size.Shares(7)), (book.BestAsk, book.BestAskSize));

        book.Apply(Noon, Side.Buy, new Price(4_601), Size.Zero);
        book.Apply(Noon, Side.Sell, new Price(5_025), Size.Zero);

        Assert.Equal(new Price(1), book.BestBid);
        Assert.Equal(new Price(9_999), book.BestAsk);
    }

    [Fact]
    public void A_delta_older_than_its_level_is_dropped_and_counted_but_others_are_not_held_up()
    {
        var book = Seeded([(4_700, 5)], [(4_800, 5)]);
        book.Apply(Noon + Duration.FromMilliseconds(50), Side.Buy, new Price(4_700), Size.Zero);

        Assert.False(book.Apply(Noon + Duration.FromMilliseconds(49), Side.Buy, new Price(4_700), Size.Shares(3)));
        Assert.True(book.Apply(Noon + Duration.FromMilliseconds(49), Side.Buy, new Price(4_600), Size.Shares(3)));

        Assert.Equal(new Price(4_600), book.BestBid);
        Assert.Equal(1, book.Counters.OlderThanLevel);
    }

    [Fact]
    public void Of_two_deltas_of_one_millisecond_the_later_arrival_stands()
    {
        var book = Seeded([(4_700, 5)], []);

        Assert.True(book.Apply(Noon, Side.Buy, new Price(4_700), Size.Shares(1)));
        Assert.True(book.Apply(Noon, Side.Buy, new Price(4_700), Size.Shares(2)));

        Assert.Equal(Size.Shares(2), book.BestBidSize);
    }

    [Fact]
    public void A_late_snapshot_does_not_undo_deltas_of_a_later_moment()
    {
        var book = Seeded([(4_700, 5), (4_600, 5)], []);
        book.Apply(Noon + Duration.FromMilliseconds(20), Side.Buy, new Price(4_700), Size.Zero);
        book.Apply(Noon + Duration.FromMilliseconds(20), Side.Buy, new Price(4_500), Size.Shares(8));

        Assert.True(book.ApplySnapshot(Noon + Duration.FromMilliseconds(10), Levels([(4_700, 6), (4_600, 6)]), []));

        Assert.Equal((new Price(4_600), Size.Shares(6)), (book.BestBid, book.BestBidSize));
        Assert.Equal(Size.Shares(8), book.SizeAt(Side.Buy, new Price(4_500)));
    }

    [Fact]
    public void A_snapshot_removes_what_it_does_not_name_and_floors_older_deltas()
    {
        var book = Seeded([(4_700, 5), (4_600, 5)], [(4_800, 5)]);

        book.ApplySnapshot(Noon + Duration.FromMilliseconds(10), Levels([(4_600, 6)]), Levels([(4_900, 2)]));

        Assert.Equal((new Price(4_600), new Price(4_900)), (book.BestBid, book.BestAsk));
        Assert.False(book.Apply(Noon + Duration.FromMilliseconds(9), Side.Buy, new Price(4_700), Size.Shares(1)));
        Assert.Equal(1, book.Counters.OlderThanSnapshot);
        Assert.False(book.ApplySnapshot(Noon, Levels([(4_700, 5)]), []));
        Assert.Equal(1, book.Counters.StaleSnapshots);
    }

    [Fact]
    public void A_crossed_book_is_kept_shown_and_counted_once()
    {
        var book = Seeded([(4_700, 5)], [(4_800, 5)]);

        book.Apply(Noon, Side.Buy, new Price(4_800), Size.Shares(1));
        book.Apply(Noon, Side.Buy, new Price(4_800), Size.Shares(2));
        Assert.True(book.IsCrossed);
        Assert.Equal(new Price(4_800), book.BestBid);
        Assert.Equal(new Price(4_800), book.BestAsk);

        book.Apply(Noon, Side.Sell, new Price(4_800), Size.Zero);
        Assert.False(book.IsCrossed);
        Assert.Equal(1, book.Counters.Crossings);
    }

    [Fact]
    public void A_negative_size_is_refused_and_a_snapshot_with_one_is_refused_whole()
    {
        var book = Seeded([(4_700, 5)], [(4_800, 5)]);

        Assert.False(book.Apply(Noon, Side.Buy, new Price(4_700), new Size(-1)));
        Assert.False(book.ApplySnapshot(Noon, Levels([(4_600, 1)]), Levels([(4_900, -1)])));

        Assert.Equal((new Price(4_700), new Price(4_800)), (book.BestBid, book.BestAsk));
        Assert.Equal(2, book.Counters.NegativeSizes);
    }

    [Fact]
    public void Dropping_raises_the_epoch_and_forgets_times_so_that_an_earlier_clock_can_start_again()
    {
        var book = Seeded([(4_700, 5)], [(4_800, 5)]);

        book.Drop();

        Assert.Equal(1, book.Epoch);
        Assert.False(book.HasSnapshot || book.HasBid || book.HasAsk);
        Assert.True(book.ApplySnapshot(Noon - Duration.FromSeconds(9), Levels([(4_700, 1)]), []));
        Assert.Equal(Size.Shares(1), book.BestBidSize);
    }

    [Fact]
    public void Copying_gives_the_best_levels_that_fit()
    {
        var book = Seeded([(4_700, 5), (4_600, 6), (4_500, 7)], []);
        var two = new BookLevel[2];

        Assert.Equal(2, book.CopyLevels(Side.Buy, two));

        Assert.Equal(Levels([(4_700, 5), (4_600, 6)]), two);
    }

    [Fact]
    public void Applying_deltas_and_snapshots_allocates_nothing()
    {
        var book = new OrderBook();
        var bids = Levels([(4_700, 5), (4_600, 6)]);
        var asks = Levels([(4_800, 5), (4_900, 6)]);
        Exercise(book, bids, asks, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Exercise(book, bids, asks, 10_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Exercise(OrderBook book, BookLevel[] bids, BookLevel[] asks, int rounds)
    {
        Span<BookLevel> copied = stackalloc BookLevel[2];
        for (var round = 0; round < rounds; round++)
        {
            book.ApplySnapshot(Noon, bids, asks);
            book.Apply(Noon, Side.Buy, new Price(4_701), new Size(round));
            book.Apply(Noon, Side.Buy, new Price(4_701), Size.Zero);
            book.Apply(Noon - Duration.FromSeconds(1), Side.Buy, new Price(4_701), Size.Zero);
            book.CopyLevels(Side.Buy, copied);
        }
    }

    private static OrderBook Seeded((int Units, int Shares)[] bids, (int Units, int Shares)[] asks)
    {
        var book = new OrderBook();
        Assert.True(book.ApplySnapshot(Noon, Levels(bids), Levels(asks)));
        return book;
    }

    private static BookLevel[] Levels((int Units, int Shares)[] levels) =>
        [.. levels.Select(level => new BookLevel(new Price(level.Units), Size.Shares(level.Shares)))];
}
