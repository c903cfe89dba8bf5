using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Book;

public sealed class ShadowBookTests
{
    private static readonly BookIdentity Identity = new() { ConditionId = "0xaabbcc", TokenId = "100", MinimumOrderSize = Size.Shares(5) };
    private static readonly Timestamp Noon = Timestamp.FromSeconds(1_776_808_400);
    private static readonly Price Bid = Price.Cents(47);

    private readonly RecentTradePrices _trades = new();

    [Fact]
    public void Updates_wait_until_they_are_a_delay_older_than_the_newest_one()
    {
        var shadow = Seeded();

        Enqueue(shadow, At(200), Size.Shares(1));
        Assert.Equal(Size.Shares(5), Best(shadow));

        Enqueue(shadow, At(299), Size.Shares(2));
        shadow.Advance(At(299));
        Assert.Equal(Size.Shares(5), Best(shadow));

        Enqueue(shadow, At(300), Size.Shares(3));
        shadow.Advance(At(300));
        Assert.Equal(Size.Shares(1), Best(shadow));
        Assert.Equal(2, shadow.Pending);
    }

    [Fact]
    public void After_a_quiet_delay_everything_is_released()
    {
        var shadow = Seeded();
        Enqueue(shadow, At(200), Size.Shares(1));
        Enqueue(shadow, At(210), Size.Shares(2));

        shadow.Advance(At(310));

        Assert.Equal(0, shadow.Pending);
        Assert.Equal(Size.Shares(2), Best(shadow));
        Assert.Equal(At(210), shadow.ReleasedUpTo);
    }

    [Fact]
    public void A_late_update_takes_its_place_in_venue_time_and_one_of_the_same_moment_stays_behind_the_earlier_arrival()
    {
        var shadow = Seeded();
        Enqueue(shadow, At(250), Size.Shares(3));
        Enqueue(shadow, At(250), Size.Shares(4));
        shadow.Enqueue(At(260), At(240), Side.Buy, Bid, Size.Shares(1), default);
        shadow.Enqueue(At(260), At(240), Side.Buy, Price.Cents(48), Size.Shares(9), default);
        shadow.Enqueue(At(260), At(245), Side.Buy, Price.Cents(48), Size.Zero, default);

        shadow.Advance(At(400));

        Assert.Equal((Bid, Size.Shares(4)), (shadow.Book.BestBid, shadow.Book.BestBidSize));
        Assert.Equal(0, shadow.Late);
        Assert.Equal(default, shadow.Book.Counters);
    }

    [Fact]
    public void A_snapshot_waits_its_turn_among_the_updates()
    {
        var shadow = Seeded();
        Enqueue(shadow, At(230), Size.Shares(3));
        shadow.EnqueueSnapshot(At(240), At(220), [new(Bid, Size.Shares(8)), new(Price.Cents(46), Size.Shares(2))], [], default);
        shadow.Enqueue(At(241), At(210), Side.Buy, Price.Cents(48), Size.Shares(9), default);

        shadow.Advance(At(400));

        Assert.Equal((Bid, Size.Shares(3)), (shadow.Book.BestBid, shadow.Book.BestBidSize));
        Assert.Equal(Size.Shares(2), shadow.Book.SizeAt(Side.Buy, Price.Cents(46)));
        Assert.False(shadow.Book.HasAsk);
    }

    [Fact]
    public void An_update_later_than_the_delay_is_applied_untested_under_the_rules_of_the_live_book()
    {
        var shadow = Seeded();
        Enqueue(shadow, At(200), Size.Shares(1));
        shadow.Advance(At(300));

        shadow.Enqueue(At(301), At(150), Side.Buy, Bid, Size.Shares(7), HashOf(0x77));
        shadow.Enqueue(At(301), At(150), Side.Buy, Price.Cents(46), Size.Shares(7), HashOf(0x77));
        shadow.Advance(At(500));

        Assert.Equal(Size.Shares(1), Best(shadow));
        Assert.Equal(Size.Shares(7), shadow.Book.SizeAt(Side.Buy, Price.Cents(46)));
        Assert.Equal(2, shadow.Late);
        Assert.Equal(0, shadow.Check.Mismatches);
    }

    [Fact]
    public void At_the_bound_the_oldest_updates_are_released_early_and_none_is_lost()
    {
        var shadow = Seeded(new ShadowBookOptions { PendingLimit = 16 });
        for (var cent = 1; cent <= 20; cent++)
        {
            shadow.Enqueue(At(200 + cent), At(200 + cent), Side.Buy, Price.Cents(cent), Size.Shares(cent), default);
        }

        Assert.Equal(16, shadow.Pending);
        Assert.Equal(4, shadow.ReleasedEarly);
        Assert.Equal(Size.Shares(4), shadow.Book.SizeAt(Side.Buy, Price.Cents(4)));
        Assert.Equal(Size.Zero, shadow.Book.SizeAt(Side.Buy, Price.Cents(5)));

        shadow.Advance(At(999));
        Assert.Equal(Size.Shares(20), shadow.Book.SizeAt(Side.Buy, Price.Cents(20)));
    }

    [Fact]
    public void At_the_bound_of_snapshots_the_oldest_is_taken_early()
    {
        var shadow = Seeded(new ShadowBookOptions { PendingSnapshotLimit = 2 });
        for (var number = 1; number <= 3; number++)
        {
            shadow.EnqueueSnapshot(At(200 + number), At(200 + number), [new(Bid, Size.Shares(number))], [], default);
        }

        Assert.Equal(2, shadow.Pending);
        Assert.Equal(Size.Shares(1), Best(shadow));
        shadow.Advance(At(999));
        Assert.Equal(Size.Shares(3), Best(shadow));
    }

    [Fact]
    public void Hashes_are_compared_with_the_grid_of_their_moment()
    {
        var shadow = Seeded();
        var fine = new TickSize(10);
        shadow.EnqueueTickSize(At(210), At(205), fine);
        shadow.Enqueue(At(211), At(211), Side.Buy, Bid, Size.Shares(6), Expected(At(211), fine, Size.Shares(6)));
        shadow.Enqueue(At(212), At(204), Side.Buy, Bid, Size.Shares(7), Expected(At(204), TickSize.Cent, Size.Shares(7)));

        shadow.Advance(At(999));

        Assert.Equal(3, shadow.Check.Matches);
        Assert.Equal(0, shadow.Check.Mismatches);
    }

    [Fact]
    public void Enough_unreproduced_moments_quarantine_the_book_until_it_is_dropped_and_seeded_again()
    {
        var shadow = Seeded(new ShadowBookOptions { QuarantineAfter = 3 });
        for (var number = 1; number <= 4; number++)
        {
            Assert.False(shadow.Check.IsQuarantined);
            shadow.Enqueue(At(200 + number), At(200 + number), Side.Buy, Bid, Size.Shares(number), HashOf(0x66));
            shadow.Advance(At(900));
        }

        Assert.True(shadow.Check.IsQuarantined);

        shadow.Drop();
        Assert.False(shadow.Check.IsQuarantined);
        Assert.False(shadow.Book.HasSnapshot);
    }

    [Fact]
    public void Only_one_in_so_many_updates_is_compared_where_the_setting_says_so()
    {
        var shadow = Seeded(new ShadowBookOptions { CompareEvery = 4 });
        for (var number = 1; number <= 12; number++)
        {
            shadow.Enqueue(At(200 + number), At(200 + number), Side.Buy, Bid, Size.Shares(number), Expected(At(200 + number), TickSize.Cent, Size.Shares(number)));
        }

        shadow.Advance(At(999));

        Assert.Equal(1 + 3, shadow.Check.Matches);
        Assert.Equal(9, shadow.Check.Untested);
    }

    [Fact]
    public void A_snapshot_with_more_levels_than_prices_is_refused()
    {
        var shadow = Seeded();

        shadow.EnqueueSnapshot(At(200), At(200), new BookLevel[20_003], [], default);

        Assert.Equal(1, shadow.Oversized);
        Assert.Equal(0, shadow.Pending);
    }

    [Fact]
    public void Waiting_ordering_and_hashing_allocate_nothing()
    {
        var shadow = Seeded();
        Run(shadow, At(1_000), 2_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Run(shadow, At(100_000), 2_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(shadow.Check.Mismatches > 3_000);
    }

    [Theory]
    [InlineData(-1, 2_048, 16, 40, 1, "Delay")]
    [InlineData(1_000_001, 2_048, 16, 40, 1, "Delay")]
    [InlineData(0, 15, 16, 40, 1, "PendingLimit")]
    [InlineData(0, 2_048, 0, 40, 1, "PendingSnapshotLimit")]
    [InlineData(0, 2_048, 16, 0, 1, "QuarantineAfter")]
    [InlineData(0, 2_048, 16, 40, 0, "CompareEvery")]
    public void A_setting_out_of_range_is_named(long delay, int pending, int snapshots, int quarantine, int every, string name)
    {
        var options = new ShadowBookOptions
        {
            Delay = new Duration(delay),
            PendingLimit = pending,
            PendingSnapshotLimit = snapshots,
            QuarantineAfter = quarantine,
            CompareEvery = every,
        };

        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new ShadowBook(Identity, TickSize.Cent, _trades, options)).ParamName);
    }

    private static void Run(ShadowBook shadow, Timestamp from, int updates)
    {
        Span<BookLevel> bids = [new(Bid, Size.Shares(5))];
        Span<BookLevel> asks = [new(Price.Cents(49), Size.Shares(5))];
        for (var number = 0; number < updates; number++)
        {
            var now = from + Duration.FromMilliseconds(number);
            shadow.Enqueue(now, now - Duration.FromMilliseconds(number % 5 * 20), Side.Buy, Bid, Size.Shares(1 + number), HashOf(0x55));
            if (number % 50 == 0)
            {
                shadow.EnqueueSnapshot(now, now, bids, asks, default);
            }

            shadow.Advance(now);
        }
    }

    private static Timestamp At(int milliseconds) => Noon + Duration.FromMilliseconds(milliseconds);

    private static Size Best(ShadowBook shadow) => shadow.Book.BestBidSize;

    private static Hash160 HashOf(byte value) => new(value, value, value);

    private static void Enqueue(ShadowBook shadow, Timestamp at, Size size)
    {
        shadow.Enqueue(at, at, Side.Buy, Bid, size, default);
        shadow.Advance(at);
    }

    private static Hash160 Expected(Timestamp at, TickSize tickSize, Size size)
    {
        var book = new OrderBook();
        book.ApplySnapshot(at, [new(Bid, size)], []);
        var hash = new BookHash(Identity, tickSize);
        hash.Load(at, book);
        return hash.WithLastTrade([]);
    }

    private ShadowBook Seeded(ShadowBookOptions? options = null)
    {
        var shadow = new ShadowBook(Identity, TickSize.Cent, _trades, options ?? new ShadowBookOptions());
        shadow.EnqueueSnapshot(Noon, Noon, [new(Bid, Size.Shares(5))], [], Expected(Noon, TickSize.Cent, Size.Shares(5)));
        shadow.Advance(At(100));
        Assert.True(shadow.Check.IsFormatProven);
        return shadow;
    }
}
