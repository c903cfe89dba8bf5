using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Book;

public sealed class OrderBookModelTests
{
    [Fact]
    public void Any_sequence_leaves_the_book_as_the_naive_model_has_it() =>
        Prop.ForAll(BookOperation.Sequences, AgreesThroughout).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private static void AgreesThroughout(BookOperation[] operations)
    {
        var book = new OrderBook();
        var naive = new NaiveBook();
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case BookOperation.Delta delta:
                    Assert.Equal(
                        naive.Apply(delta.VenueTime, delta.Side, delta.Price, delta.Size),
                        book.Apply(delta.VenueTime, delta.Side, delta.Price, delta.Size));
                    break;
                case BookOperation.Snapshot snapshot:
                    Assert.Equal(
                        naive.ApplySnapshot(snapshot.VenueTime, snapshot.Bids, snapshot.Asks),
                        book.ApplySnapshot(snapshot.VenueTime, snapshot.Bids, snapshot.Asks));
                    break;
                default:
                    naive.Drop();
                    book.Drop();
                    break;
            }

            AssertSame(naive, book);
        }
    }

    private static void AssertSame(NaiveBook naive, OrderBook book)
    {
        var bids = naive.Bids;
        var asks = naive.Asks;
        Assert.Equal(naive.HasSnapshot, book.HasSnapshot);
        Assert.Equal(naive.IsCrossed, book.IsCrossed);
        Assert.Equal(bids.Length > 0, book.HasBid);
        Assert.Equal(asks.Length > 0, book.HasAsk);
        Assert.Equal(bids.Length > 0 ? bids[0] : (Price.Zero, Size.Zero), (book.BestBid, book.BestBidSize));
        Assert.Equal(asks.Length > 0 ? asks[0] : (Price.One, Size.Zero), (book.BestAsk, book.BestAskSize));
        Assert.Equal(bids, Walk(book, Side.Buy));
        Assert.Equal(asks, Walk(book, Side.Sell));
        Assert.Equal(bids, Copied(book, Side.Buy));
        Assert.Equal(asks, Copied(book, Side.Sell));
    }

    private static (Price Price, Size Size)[] Walk(OrderBook book, Side side)
    {
        var walked = new List<(Price, Size)>();
        var more = side == Side.Buy ? book.HasBid : book.HasAsk;
        var price = side == Side.Buy ? book.BestBid : book.BestAsk;
        while (more)
        {
            walked.Add((price, book.SizeAt(side, price)));
            more = book.TryNextBest(side, price, out price);
        }

        return [.. walked];
    }

    private static (Price Price, Size Size)[] Copied(OrderBook book, Side side)
    {
        var levels = new BookLevel[256];
        return [.. levels.Take(book.CopyLevels(side, levels)).Select(level => (level.Price, level.Size))];
    }
}
