using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Book;

/// <summary>
/// A book seen from the other outcome's side: a bid for Up at p is an offer of Down at 1 − p, so the view's bids are the
/// book's asks at the complementary prices, and the other way round. A view, not a copy.
/// </summary>
public readonly struct ComplementBook(OrderBook book)
{
    public bool HasSnapshot => book.HasSnapshot;

    public bool HasBid => book.HasAsk;

    public bool HasAsk => book.HasBid;

    /// <summary>The highest bid; zero where there is none.</summary>
    public Price BestBid => book.BestAsk.Complement;

    /// <summary>The lowest ask; one dollar where there is none.</summary>
    public Price BestAsk => book.BestBid.Complement;

    public Size BestBidSize => book.BestAskSize;

    public Size BestAskSize => book.BestBidSize;

    public bool IsCrossed => book.IsCrossed;

    public int Epoch => book.Epoch;

    /// <summary>Size at one price of this outcome, zero where there is none.</summary>
    public Size SizeAt(Side side, Price price) => book.SizeAt(side.Opposite(), price.Complement);

    /// <summary>The next populated level strictly behind <paramref name="from"/>: lower for bids, higher for asks.</summary>
    public bool TryNextBest(Side side, Price from, out Price next)
    {
        var found = book.TryNextBest(side.Opposite(), from.Complement, out var other);
        next = found ? other.Complement : default;
        return found;
    }

    /// <summary>Copies the best levels of one side, best first, as many as fit.</summary>
    /// <returns>How many were copied.</returns>
    public int CopyLevels(Side side, Span<BookLevel> destination)
    {
        var count = book.CopyLevels(side.Opposite(), destination);
        foreach (ref var level in destination[..count])
        {
            level = level with { Price = level.Price.Complement };
        }

        return count;
    }
}
