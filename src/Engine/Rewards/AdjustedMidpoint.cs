using PolyCloud.Engine.Book;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Rewards;

/// <summary>
/// The midpoint that rewards are measured from: that of the best levels whose size reaches the program's minimum, so that dust cannot
/// move it (venue documentation, programs/liquidity-rewards: "size-cutoff-adjusted midpoint"). Levels stand for orders: the book
/// does not show single ones, so a level of several small orders counts where the venue's own may not.
/// </summary>
public static class AdjustedMidpoint
{
    /// <summary>In half price units (1/20 000 dollar) of the book's own token, so that it is exact; nothing where a side has no such level.</summary>
    public static int? HalfUnits(OrderBook book, Size minimumSize) =>
        book.HasBid && book.HasAsk
        && Best(book, Side.Buy, book.BestBid, minimumSize) is { } bid
        && Best(book, Side.Sell, book.BestAsk, minimumSize) is { } ask
            ? bid.Units + ask.Units
            : null;

    private static Price? Best(OrderBook book, Side side, Price best, Size minimumSize)
    {
        var price = best;
        do
        {
            if (book.SizeAt(side, price) >= minimumSize)
            {
                return price;
            }
        }
        while (book.TryNextBest(side, price, out price));

        return null;
    }
}
