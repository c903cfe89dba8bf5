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

    private static OrderBook NewBook()
    {
        var book = new OrderBook();
        BookLevel[] bids = [new(Price.Cents(50), Size.Shares(10)), new(Price.Cents(48), Size.Shares(10))];
        BookLevel[] asks = [new(Price.Cents(52), Size.Shares(10)), new(Price.Cents(54), Size.Shares(10))];
        book.ApplySnapshot(Timestamp.FromSeconds(1), bids, asks);
        return book;
    }
}
