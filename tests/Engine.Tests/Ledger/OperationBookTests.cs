using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Ledger;

public sealed class OperationBookTests
{
    private static readonly OperationId First = new(1);

    [Fact]
    public void What_is_under_way_is_reserved_by_its_own_kind_until_it_has_an_end()
    {
        var book = new OperationBook();
        Assert.False(book.IsPending);
        book.Plan(First, InventoryOperationKind.Merge, Size.Shares(10));
        book.Plan(new OperationId(2), InventoryOperationKind.Merge, Size.Shares(5));
        book.Plan(new OperationId(3), InventoryOperationKind.Split, Size.Shares(7));
        Assert.Equal((Size.Shares(15), Size.Shares(7)), (book.Reserved(InventoryOperationKind.Merge), book.Reserved(InventoryOperationKind.Split)));
        Assert.False(book.IsPendingAny(InventoryOperationKind.Redeem));
        Assert.True(book.IsPendingAny(InventoryOperationKind.Merge));
        Assert.Equal(OperationBooking.Confirmed, Tell(book, InventoryOperationState.Confirmed));
        Assert.Equal(Size.Shares(5), book.Reserved(InventoryOperationKind.Merge));
        Assert.Equal(OperationBooking.Failed, Tell(book, InventoryOperationState.Failed, number: 2, shares: 5));
        Assert.False(book.IsPendingAny(InventoryOperationKind.Merge));
        Assert.True(book.IsPending);
        Assert.Equal(OperationBooking.Confirmed, Tell(book, InventoryOperationState.Confirmed, InventoryOperationKind.Split, number: 3, shares: 7));
        Assert.False(book.IsPending);
    }

    [Fact]
    public void What_is_of_unknown_outcome_stays_reserved()
    {
        var book = Planned();
        Assert.Equal(OperationBooking.Advanced, Tell(book, InventoryOperationState.Unknown));
        Assert.True(book.IsPending);
        Assert.Equal(Size.Shares(10), book.Reserved(InventoryOperationKind.Merge));
        Assert.Equal(OperationBooking.Advanced, Tell(book, InventoryOperationState.Submitted));
        Assert.Equal(OperationBooking.Nothing, Tell(book, InventoryOperationState.Submitted));
    }

    [Fact]
    public void A_failure_is_an_end_that_only_a_confirmation_outranks()
    {
        var book = Planned();
        Assert.Equal(OperationBooking.Failed, Tell(book, InventoryOperationState.Failed));
        Assert.Equal(OperationBooking.Nothing, Tell(book, InventoryOperationState.Submitted));
        Assert.Equal(OperationBooking.Confirmed, Tell(book, InventoryOperationState.Confirmed));
        Assert.Equal(OperationBooking.Nothing, Tell(book, InventoryOperationState.Failed));
        Assert.Equal(InventoryOperationState.Confirmed, book.All[0].State);
    }

    [Fact]
    public void Gas_only_grows_and_news_of_it_alone_is_news()
    {
        var book = Planned();
        Assert.Equal(OperationBooking.Advanced, Tell(book, InventoryOperationState.Submitted, gas: 5));
        Assert.Equal(OperationBooking.Nothing, Tell(book, InventoryOperationState.Submitted, gas: 5));
        Assert.Equal(OperationBooking.Nothing, Tell(book, InventoryOperationState.Submitted, gas: 3));
        Assert.Equal(new Money(5), book.All[0].Gas);
        Assert.Equal(OperationBooking.Confirmed, Tell(book, InventoryOperationState.Confirmed, gas: 8));
        Assert.Equal(new Money(8), book.All[0].Gas);
        Assert.Equal(OperationBooking.Advanced, Tell(book, InventoryOperationState.Confirmed, gas: 9));
    }

    [Fact]
    public void A_report_of_another_kind_or_amount_contradicts_and_one_of_another_ledger_is_nothing()
    {
        var book = Planned();
        Assert.Equal(OperationBooking.Contradiction, Tell(book, InventoryOperationState.Confirmed, InventoryOperationKind.Split));
        Assert.Equal(OperationBooking.Contradiction, Tell(book, InventoryOperationState.Confirmed, shares: 9));
        Assert.Equal(OperationBooking.Nothing, Tell(book, InventoryOperationState.Confirmed, number: 2));
        Assert.Equal(InventoryOperationState.Submitted, book.All[0].State);
        Assert.True(book.Knows(First));
        Assert.False(book.Knows(new OperationId(2)));
    }

    [Fact]
    public void A_full_book_says_so_and_takes_no_more()
    {
        var book = new OperationBook();
        for (var number = 1; number <= OperationBook.Capacity; number++)
        {
            Assert.True(book.HasRoom);
            book.Plan(new OperationId(number), InventoryOperationKind.Merge, Size.Shares(1));
        }

        Assert.False(book.HasRoom);
        var refusal = Assert.Throws<InvalidOperationException>(() => book.Plan(new OperationId(999), InventoryOperationKind.Merge, Size.Shares(1)));
        Assert.Contains("128 operations", refusal.Message, StringComparison.Ordinal);
    }

    private static OperationBook Planned()
    {
        var book = new OperationBook();
        book.Plan(First, InventoryOperationKind.Merge, Size.Shares(10));
        return book;
    }

    private static OperationBooking Tell(
        OperationBook book, InventoryOperationState state, InventoryOperationKind kind = InventoryOperationKind.Merge, long number = 1, long shares = 10, long gas = 0) =>
        book.Apply(new InventoryOperationReport(default(MarketId), new OperationId(number), kind, state, Size.Shares(shares), new Money(gas)));
}
