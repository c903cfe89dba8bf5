using PolyCloud.Engine.Book;
using PolyCloud.Engine.Values;
using Xunit.Abstractions;

namespace PolyCloud.Engine.Tests.Book;

/// <summary>Live and shadow book over ten recorded seconds of a hot window.</summary>
public sealed class RecordedBookTests(ITestOutputHelper output)
{
    [RecordedDataFact(SharedData.Recording)]
    public void The_shadow_book_reproduces_every_snapshot_hash_and_95_percent_of_the_update_hashes()
    {
        var (shadows, _) = ReplayShadows(new ShadowBookOptions());

        var checks = shadows.Select(shadow => shadow.Check).ToArray();
        var snapshots = checks.Sum(check => check.SnapshotMatches);
        var updates = checks.Sum(check => check.Matches) - snapshots;
        var mismatches = checks.Sum(check => check.Mismatches);
        output.WriteLine(
            $"snapshots {snapshots}, updates reproduced {updates} of {updates + mismatches} = {(double)updates / (updates + mismatches):P2}, "
            + $"untested {checks.Sum(check => check.Untested)}, late {shadows.Sum(shadow => shadow.Late)}, "
            + $"longest run of moments without a match {checks.Max(check => check.LongestMismatchRun)}");
        Assert.Equal(144, snapshots);
        Assert.Equal(0, checks.Sum(check => check.SnapshotMismatches));
        Assert.True(updates + mismatches > 9_000);
        Assert.True(updates >= 0.95 * (updates + mismatches));
        Assert.DoesNotContain(checks, check => check.IsQuarantined);
        Assert.All(shadows, shadow => Assert.Equal(0, shadow.Pending));
        Assert.All(shadows, shadow => Assert.Equal(0, shadow.ReleasedEarly));
    }

    [RecordedDataFact(SharedData.Recording)]
    public void Without_waiting_for_late_updates_the_hashes_of_a_hot_market_are_missed()
    {
        var (shadows, _) = ReplayShadows(new ShadowBookOptions { Delay = Duration.Zero });

        var matches = shadows.Sum(shadow => shadow.Check.Matches);
        var all = matches + shadows.Sum(shadow => shadow.Check.Mismatches + shadow.Check.Untested);
        output.WriteLine($"reproduced without delay {(double)matches / all:P2}");
        Assert.True(matches < 0.75 * all);
    }

    [RecordedDataFact(SharedData.Recording)]
    public void The_live_book_has_the_best_prices_of_every_frame_that_is_not_late()
    {
        var books = new Dictionary<string, OrderBook>(StringComparer.Ordinal);
        var newest = default(Timestamp);
        var (compared, equal, late) = (0, 0, 0);
        foreach (var frame in RecordedFrame.ReadAll(SharedData.Find(SharedData.Recording)!))
        {
            if (frame.Snapshot is { } snapshot)
            {
                books.TryAdd(snapshot.TokenId, new OrderBook());
                books[snapshot.TokenId].ApplySnapshot(frame.VenueTime, snapshot.Bids, snapshot.Asks);
            }

            foreach (var change in frame.Changes.Where(change => books.ContainsKey(change.TokenId)))
            {
                var book = books[change.TokenId];
                book.Apply(frame.VenueTime, change.Side, change.Price, change.Size);
                var isEqual = (book.BestBid, book.BestAsk) == (change.BestBid, change.BestAsk);
                compared++;
                equal += isEqual ? 1 : 0;
                late += !isEqual && frame.VenueTime < newest ? 1 : 0;
            }

            newest = Timestamp.Later(newest, frame.VenueTime);
        }

        output.WriteLine($"best prices equal {equal} of {compared} = {(double)equal / compared:P3}; of the others {late} in late frames");
        Assert.True(compared > 9_000);
        Assert.Equal(compared, equal + late);
        Assert.True(equal >= 0.999 * compared);
        Assert.All(books.Values, book => Assert.False(book.IsCrossed));
    }

    [RecordedDataFact(SharedData.Recording)]
    public void A_lost_update_is_noticed_and_quarantines_the_book()
    {
        var dropped = 0;
        var (shadows, quarantined) = ReplayShadows(
            new ShadowBookOptions { QuarantineAfter = 40 },
            frame => frame.Changes.Length > 0 && ++dropped % 50 == 0);

        output.WriteLine($"longest run {shadows.Max(shadow => shadow.Check.LongestMismatchRun)}");
        Assert.True(quarantined);
    }

    private static (List<ShadowBook> Shadows, bool WasQuarantined) ReplayShadows(
        ShadowBookOptions options, Func<RecordedFrame, bool>? isLost = null)
    {
        var shadows = new SortedDictionary<string, ShadowBook>(StringComparer.Ordinal);
        var trades = new SortedDictionary<string, RecentTradePrices>(StringComparer.Ordinal);
        var now = default(Timestamp);
        var wasQuarantined = false;
        foreach (var frame in RecordedFrame.ReadAll(SharedData.Find(SharedData.Recording)!))
        {
            if (isLost?.Invoke(frame) == true)
            {
                continue;
            }

            now = Timestamp.Later(now, frame.VenueTime);
            trades.TryAdd(frame.ConditionId, new RecentTradePrices());
            var recent = trades[frame.ConditionId];
            if (frame.LastTradePrice is { } price)
            {
                recent.Note(price);
            }

            if (frame.Snapshot is { } book)
            {
                var identity = new BookIdentity { ConditionId = frame.ConditionId, TokenId = book.TokenId, MinimumOrderSize = Size.Shares(5) };
                shadows.TryAdd(book.TokenId, new ShadowBook(identity, TickSize.Cent, recent, options));
                shadows[book.TokenId].EnqueueSnapshot(now, frame.VenueTime, book.Bids, book.Asks, book.Hash);
            }

            foreach (var change in frame.Changes.Where(change => shadows.ContainsKey(change.TokenId)))
            {
                shadows[change.TokenId].Enqueue(now, frame.VenueTime, change.Side, change.Price, change.Size, change.Hash);
            }

            foreach (var shadow in shadows.Values)
            {
                shadow.Advance(now);
                wasQuarantined |= shadow.Check.IsQuarantined;
            }
        }

        foreach (var shadow in shadows.Values)
        {
            shadow.Advance(now + options.Delay);
        }

        return ([.. shadows.Values], wasQuarantined);
    }
}
