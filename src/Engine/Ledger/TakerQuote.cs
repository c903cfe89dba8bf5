using PolyCloud.Engine.Book;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Ledger;

/// <summary>What taking from a book would do for closing a position now.</summary>
/// <param name="Size">Shares to ask for.</param>
/// <param name="Limit">Worst price to accept.</param>
/// <param name="Net">
/// What closing brings after fees: the proceeds of a sale, or one dollar for each complete set less the cost of the other half.
/// </param>
internal readonly record struct TakerQuote(Size Size, Price Limit, Money Net)
{
    public bool IsExecutable => Size.IsPositive;

    /// <summary>Sells what is held into the bids, as far as <paramref name="reach"/> below the best.</summary>
    public static TakerQuote Sell(OrderBook book, FeeSchedule fees, Size quantity, Price reach)
    {
        var walk = Walk(book, Side.Buy, fees, quantity, reach);
        return new TakerQuote(walk.Covered, walk.Limit, walk.Amount - walk.Fee);
    }

    /// <summary>
    /// Buys the other outcome from its asks. The venue spends a taking buy's money, not its shares, so a price better than the
    /// limit brings more shares: the size is cut so that even at the best price no more than <paramref name="quantity"/> comes.
    /// </summary>
    public static TakerQuote BuyOpposite(OrderBook book, FeeSchedule fees, Size quantity, Size minimum, Price reach)
    {
        var walk = Walk(book, Side.Sell, fees, quantity, reach);
        if (!walk.Covered.IsPositive)
        {
            return default;
        }

        var cut = SafeSize(quantity, book.BestAsk, walk.Limit);
        if (cut < minimum)
        {
            walk = Walk(book, Side.Sell, fees, quantity, Price.Zero);
            cut = quantity;
        }

        var size = Size.Min(cut, walk.Covered);
        var paid = RoundedDivision.Divide((Int128)(walk.Amount + walk.Fee).Micros * size.Units, walk.Covered.Units, Rounding.Up);
        return new TakerQuote(size, walk.Limit, new Money(size.Units - paid));
    }

    private static Size SafeSize(Size quantity, Price best, Price limit) =>
        new(RoundedDivision.Divide((Int128)quantity.Units * best.Units, limit.Units, Rounding.Down));

    private static Depth Walk(OrderBook book, Side side, FeeSchedule fees, Size quantity, Price reach)
    {
        var depth = default(Depth);
        if (side == Side.Buy ? !book.HasBid : !book.HasAsk)
        {
            return depth;
        }

        var best = side == Side.Buy ? book.BestBid : book.BestAsk;
        var price = best;
        do
        {
            var taken = Size.Min(book.SizeAt(side, price), quantity - depth.Covered);
            depth.Covered += taken;
            depth.Limit = price;
            depth.Amount += Money.Notional(price, taken, side == Side.Buy ? Rounding.Down : Rounding.Up);
            depth.Fee += FeeCurve.TakerFee(fees, price, taken);
        }
        while (depth.Covered < quantity
            && book.TryNextBest(side, price, out price)
            && Math.Abs(price.Units - best.Units) <= reach.Units);

        return depth;
    }

    private struct Depth
    {
        public Size Covered;
        public Price Limit;
        public Money Amount;
        public Money Fee;
    }
}
