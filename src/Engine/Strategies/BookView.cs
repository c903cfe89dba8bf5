using PolyCloud.Engine.Book;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies;

/// <summary>One token's book, to read. Our own resting orders are in it as the venue shows them; <see cref="StrategyView"/> has the best prices without them.</summary>
internal readonly struct BookView(OrderBook book)
{
    /// <summary>A whole book has been received and not lost since.</summary>
    public bool HasSnapshot => book.HasSnapshot;

    public bool IsCrossed => book.IsCrossed;

    public bool HasBid => book.HasBid;

    public bool HasAsk => book.HasAsk;

    public Price BestBid => book.BestBid;

    public Price BestAsk => book.BestAsk;

    public Size SizeAt(Side side, Price price) => book.SizeAt(side, price);

    /// <summary>The next price with size away from the touch; false where there is none.</summary>
    public bool TryNextBest(Side side, Price price, out Price next) => book.TryNextBest(side, price, out next);

    internal OrderBook Book => book;
}
