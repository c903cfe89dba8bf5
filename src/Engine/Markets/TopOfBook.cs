using PolyCloud.Engine.Book;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>Best prices of one token as others make them: our own resting orders, of either token, are taken out.</summary>
internal struct TopOfBook
{
    public bool HasBid;
    public bool HasAsk;
    public Price Bid;
    public Price Ask;
    public Size BidSize;
    public Size AskSize;

    public readonly bool IsTwoSided => HasBid && HasAsk;

    /// <summary>Ask less bid in price units; zero where one side is empty.</summary>
    public readonly int SpreadUnits => IsTwoSided ? Ask.Units - Bid.Units : 0;

    public static TopOfBook Of(OrderBook book, Outcome outcome, OrderTable orders, ReadOnlySpan<int> open)
    {
        var top = default(TopOfBook);
        if (book.HasSnapshot && !book.IsCrossed)
        {
            top.HasBid = book.HasBid && Best(book, outcome, Side.Buy, book.BestBid, orders, open, out top.Bid, out top.BidSize);
            top.HasAsk = book.HasAsk && Best(book, outcome, Side.Sell, book.BestAsk, orders, open, out top.Ask, out top.AskSize);
        }

        return top;
    }

    private static bool Best(
        OrderBook book, Outcome outcome, Side side, Price best, OrderTable orders, ReadOnlySpan<int> open, out Price price, out Size size)
    {
        price = best;
        while (true)
        {
            size = book.SizeAt(side, price) - OwnAt(outcome, side, price, orders, open);
            if (size.IsPositive)
            {
                return true;
            }

            if (!book.TryNextBest(side, price, out price))
            {
                size = Size.Zero;
                return false;
            }
        }
    }

    private static Size OwnAt(Outcome outcome, Side side, Price price, OrderTable orders, ReadOnlySpan<int> open)
    {
        var own = Size.Zero;
        foreach (var index in open)
        {
            ref readonly var order = ref orders[index];
            if (!order.Rests || order.State == OrderState.PendingPlace)
            {
                continue;
            }

            var (shownSide, shownPrice) = order.Outcome == outcome
                ? (order.Side, order.Price)
                : (order.Side.Opposite(), order.Price.Complement);
            if (shownSide == side && shownPrice == price)
            {
                own += order.Remaining;
            }
        }

        return own;
    }
}
