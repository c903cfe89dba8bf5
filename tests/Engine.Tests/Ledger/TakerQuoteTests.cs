using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Ledger;

public sealed class TakerQuoteTests
{
    private static readonly FeeSchedule NoFees = new(0, 1);

    [Fact]
    public void A_sale_walks_the_bids_as_far_as_it_must_and_may()
    {
        var book = NewBook();
        var quote = TakerQuote.Sell(book, NoFees, Size.Shares(15), Price.Cents(5));
        Assert.Equal((Size.Shares(15), Price.Cents(48), new Money(7_400_000)), (quote.Size, quote.Limit, quote.Net));
        Assert.Equal(Size.Shares(10), TakerQuote.Sell(book, NoFees, Size.Shares(15), Price.Cents(1)).Size);
    }

    [Fact]
    public void A_purchase_is_cut_so_that_a_better_price_cannot_bring_too_many_shares()
    {
        var book = NewBook();
        var quote = TakerQuote.BuyOpposite(book, NoFees, Size.Shares(15), Size.Shares(5), Price.Cents(5));
        Assert.Equal(Price.Cents(54), quote.Limit);
        Assert.True(quote.Size < Size.Shares(15));

        // All of its money spent at the best price buys no more than was asked for.
        var money = Money.Notional(quote.Limit, quote.Size, Rounding.Up);
        Assert.True(money <= Money.Notional(Price.Cents(52), Size.Shares(15), Rounding.Up));
    }

    [Fact]
    public void A_cut_below_the_minimum_takes_the_best_level_alone()
    {
        var quote = TakerQuote.BuyOpposite(NewBook(), NoFees, Size.Shares(5), Size.Shares(5), Price.Cents(5));
        Assert.Equal((Size.Shares(5), Price.Cents(52)), (quote.Size, quote.Limit));
    }

    [Fact]
    public void Fees_lower_what_either_way_brings()
    {
        var sale = TakerQuote.Sell(NewBook(), FeeSchedule.Crypto, Size.Shares(10), Price.Zero);
        Assert.Equal(new Money(5_000_000 - 175_000), sale.Net);
        var purchase = TakerQuote.BuyOpposite(NewBook(), FeeSchedule.Crypto, Size.Shares(5), Size.Shares(5), Price.Zero);
        Assert.Equal(new Money(5_000_000 - 2_600_000 - 87_360), purchase.Net);
    }

    [Fact]
    public void An_empty_book_is_not_executable()
    {
        Assert.False(TakerQuote.Sell(new OrderBook(), NoFees, Size.Shares(5), Price.Cents(5)).IsExecutable);
        Assert.False(TakerQuote.BuyOpposite(new OrderBook(), NoFees, Size.Shares(5), Size.Shares(5), Price.Cents(5)).IsExecutable);
    }

    [Fact]
    public void A_book_with_one_side_is_executable_on_that_side_only()
    {
        var bids = Book([new(Price.Cents(50), Size.Shares(10))], []);
        Assert.Equal(Size.Shares(10), TakerQuote.Sell(bids, NoFees, Size.Shares(15), Price.Cents(5)).Size);
        Assert.Equal(default, TakerQuote.BuyOpposite(bids, NoFees, Size.Shares(5), Size.Shares(5), Price.Cents(5)));
        var asks = Book([], [new(Price.Cents(50), Size.Shares(10))]);
        Assert.Equal(default, TakerQuote.Sell(asks, NoFees, Size.Shares(15), Price.Cents(5)));
        Assert.Equal(Size.Shares(5), TakerQuote.BuyOpposite(asks, NoFees, Size.Shares(5), Size.Shares(5), Price.Cents(5)).Size);
    }

    [Fact]
    public void A_walk_reaches_exactly_as_far_as_it_may_and_takes_no_more_than_it_must()
    {
        var book = NewBook();
        Assert.Equal((Size.Shares(15), Price.Cents(48)), Place(TakerQuote.Sell(book, NoFees, Size.Shares(15), Price.Cents(2))));
        Assert.Equal((Size.Shares(10), Price.Cents(50)), Place(TakerQuote.Sell(book, NoFees, Size.Shares(15), new Price(199))));
        Assert.Equal((Size.Shares(10), Price.Cents(50)), Place(TakerQuote.Sell(book, NoFees, Size.Shares(10), Price.Cents(5))));
    }

    [Theory]
    [InlineData(5, 40, 80)]
    [InlineData(6, 40, 40)]
    public void A_cut_that_leaves_the_minimum_stays_and_a_smaller_one_takes_what_the_best_level_has(long minimum, int best, int limit)
    {
        var book = Book([], [new(Price.Cents(best), Size.Shares(5)), new(Price.Cents(80), Size.Shares(10))]);

        // Ten shares at up to 0.80 could be twenty at 0.40: half is asked for, which is five.
        var quote = TakerQuote.BuyOpposite(book, NoFees, Size.Shares(10), Size.Shares(minimum), Price.Cents(40));
        Assert.Equal((Size.Shares(5), Price.Cents(limit)), Place(quote));
    }

    [Fact]
    public void Money_is_rounded_against_us_whichever_way_it_goes()
    {
        var book = Book([new(new Price(5_001), Size.Shares(100))], [new(new Price(5_003), Size.Shares(100))]);

        // 1.000001 shares at 0.5001 bring 0.5001005 dollars, and cost 0.5003005003 at 0.5003.
        Assert.Equal(new Money(500_100), TakerQuote.Sell(book, NoFees, new Size(1_000_001), Price.Zero).Net);
        Assert.Equal(new Money(1_000_001 - 500_301), TakerQuote.BuyOpposite(book, NoFees, new Size(1_000_001), Size.Zero, Price.Zero).Net);
    }

    private static (Size Size, Price Limit) Place(TakerQuote quote) => (quote.Size, quote.Limit);

    private static OrderBook Book(BookLevel[] bids, BookLevel[] asks)
    {
        var book = new OrderBook();
        Assert.True(book.ApplySnapshot(Timestamp.FromSeconds(1), bids, asks));
        return book;
    }

    private static OrderBook NewBook()
    {
        var book = new OrderBook();
        BookLevel[] bids = [new(Price.Cents(50), Size.Shares(10)), new(Price.Cents(48), Size.Shares(10))];
        BookLevel[] asks = [new(Price.Cents(52), Size.Shares(10)), new(Price.Cents(54), Size.Shares(10))];
        book.ApplySnapshot(Timestamp.FromSeconds(1), bids, asks);
        return book;
    }
}
