using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Book;

/// <summary>
/// What the venue may be hashing as the last trade price of a market, shared by the books of its two tokens. No single
/// price is sure: a trade is printed 10 to 20 ms after the book that already counts it, and the hashed price is as often
/// the complement of the printed one (seen on the recorded books: which of the two tokens it speaks of follows from how
/// the trade was matched).
/// </summary>
public sealed class RecentTradePrices
{
    /// <summary>
    /// Bound: four different prices and their complements; a hot window moves between two or three within a second, and
    /// each one more costs a SHA-1 where a book does not match.
    /// </summary>
    public const int Capacity = 8;

    private readonly Price[] _prices = new Price[Capacity];
    private int _count;

    /// <summary>The candidates, each once, the latest trade first: at most <see cref="Capacity"/>.</summary>
    public ReadOnlySpan<Price> LatestFirst => _prices.AsSpan(0, _count);

    /// <summary>Takes the price of a trade, or of a book that names its last trade.</summary>
    public void Note(Price price)
    {
        MoveToFront(price.Complement);
        MoveToFront(price);
    }

    private void MoveToFront(Price price)
    {
        var index = LatestFirst.IndexOf(price);
        if (index < 0)
        {
            index = Math.Min(_count, Capacity - 1);
            _count = index + 1;
        }

        _prices.AsSpan(0, index).CopyTo(_prices.AsSpan(1));
        _prices[0] = price;
    }
}
