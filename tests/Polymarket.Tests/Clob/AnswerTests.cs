using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Tests.Clob;

public sealed class AnswerTests
{
    private const string Hash = "0x03e0b2b622495ebee9c6231845eb137fdef205e6115869d5f5dab5d39dd9715e";

    private const string Book = """
        {"market":"0xabc","asset_id":"11","timestamp":"1782201457021","hash":"f95f","bids":[{"price":"0.01","size":"1075"},{"price":"0.46","size":"3.5"}],
         "asks":[{"price":"0.99","size":"10"},{"price":"0.48","size":7}],"min_order_size":"5","tick_size":"0.01","neg_risk":false,"last_trade_price":""}
        """;

    [Fact]
    public void A_books_levels_come_best_first_whatever_their_order()
    {
        Assert.True(BookAnswer.TryRead(Bytes(Book), out var book));
        Assert.Equal([new BookLevel(Price.Cents(46), new Size(3_500_000)), new BookLevel(Price.Cents(1), Size.Shares(1075))], book.Bids);
        Assert.Equal([new BookLevel(Price.Cents(48), Size.Shares(7)), new BookLevel(Price.Cents(99), Size.Shares(10))], book.Asks);
        Assert.Equal((UInt256.From(11), Timestamp.FromMilliseconds(1_782_201_457_021), (TickSize?)TickSize.Cent, Size.Shares(5)), (book.Token, book.VenueTime, book.TickSize, book.MinimumOrderSize));
    }

    [Theory]
    [InlineData("\"0.46\"", "\"1.46\"")]
    [InlineData("\"3.5\"", "null")]
    [InlineData("[{\"price\":\"0.01\"", "[5,{\"price\":\"0.01\"")]
    [InlineData("\"asset_id\"", "\"asset\"")]
    [InlineData("\"bids\":[", "\"bids\":{\"x\":[")]
    public void A_book_with_an_unreadable_part_is_refused_whole(string from, string to) =>
        Assert.False(BookAnswer.TryRead(Bytes(Book.Replace(from, to, StringComparison.Ordinal)), out _));

    [Fact]
    public void Several_books_are_read_or_none()
    {
        var books = new List<BookAnswer>();
        Assert.True(BookAnswer.TryReadMany(Bytes($"[{Book},{Book}]"), books));
        Assert.Equal(2, books.Count);
        Assert.False(BookAnswer.TryReadMany(Bytes($"[{Book},7]"), books));
    }

    [Fact]
    public void A_market_is_read_with_numbers_as_text_or_not()
    {
        Assert.True(ClobMarketAnswer.TryRead(
            Bytes("""{"t":[{"t":"11","o":"Up"}],"mts":"0.001","mos":5,"fd":{"r":0.07,"e":"1","to":true},"ao":"true","nr":false,"itode":true,"r":null}"""), out var market));
        Assert.Equal((TickSize.TenthOfCent, Size.Shares(5), FeeSchedule.Crypto, true, true), (market.TickSize, market.MinimumOrderSize, market.Fees, market.AcceptingOrders, market.TakerDelay));
        Assert.True(ClobMarketAnswer.TryRead(Bytes("""{"mts":0.02,"fd":{"r":-1,"e":1}}"""), out market));
        Assert.Equal((null, null, null), (market.TickSize, market.Fees, market.AcceptingOrders));
    }

    [Fact]
    public void A_balance_is_held_down_by_its_smallest_allowance()
    {
        Assert.True(BalanceAnswer.TryRead(Bytes("""{"balance":"1500000","allowances":{"0xa":"115792089237316195423570985008687907853269984665640564039457584007913129639935","0xb":"900000"}}"""), out var answer));
        Assert.Equal(new BalanceAnswer(1_500_000, 900_000), answer);
        Assert.True(BalanceAnswer.TryRead(Bytes("""{"balance":0,"allowance":"115792089237316195423570985008687907853269984665640564039457584007913129639935"}"""), out answer));
        Assert.Equal(new BalanceAnswer(0, long.MaxValue), answer);
        Assert.False(BalanceAnswer.TryRead(Bytes("""{"balance":""}"""), out _));
    }

    [Fact]
    public void Bare_numbers_are_read()
    {
        Assert.True(BareNumber.TryReadTime(Bytes("1793491200"), out var time));
        Assert.Equal(Timestamp.FromSeconds(1_793_491_200), time);
        Assert.True(BareNumber.TryReadVersion(Bytes("""{"version":2}"""), out var version));
        Assert.Equal(2, version);
        Assert.False(BareNumber.TryReadTime(Bytes("{}"), out _));
    }

    [Fact]
    public void A_page_of_orders_counts_what_it_cannot_read()
    {
        var orders = new List<OpenOrder>();
        var read = DataPage.TryReadOrders(
            Bytes($$$"""{"limit":100,"count":2,"next_cursor":"MTAw","data":[{"id":"{{{Hash}}}","status":"LIVE","asset_id":"11","side":"SELL","original_size":"20","size_matched":"","price":"0.47","created_at":1793491200,"associate_trades":[]},{"id":"x"},3]}"""),
            orders,
            out var next,
            out var skipped);

        Assert.Equal((true, "MTAw", 2), (read, next, skipped));
        var order = Assert.Single(orders);
        Assert.Equal((OpenOrderStatus.Live, Side.Sell, Size.Shares(20), Size.Zero, Price.Cents(47)), (order.Status, order.Side, order.OriginalSize, order.Matched, order.Price));
        Assert.False(DataPage.TryReadOrders(Bytes("""{"error":"nope"}"""), orders, out _, out _));
    }

    [Theory]
    [InlineData("CANCELED_order couldn't be fully filled. FOK orders are fully filled or killed.", OpenOrderStatus.Cancelled)]
    [InlineData("ORDER_STATUS_canceled_market_resolved", OpenOrderStatus.Cancelled)]
    [InlineData("UNMATCHED", OpenOrderStatus.Live)]
    [InlineData("delayed", OpenOrderStatus.Delayed)]
    [InlineData("brand-new", OpenOrderStatus.Unrecognised)]
    [InlineData("", OpenOrderStatus.Unrecognised)]
    public void An_orders_status_is_read_by_its_prefix(string text, OpenOrderStatus status) => Assert.Equal(status, OpenOrder.StatusOf(text));

    [Fact]
    public void A_batch_is_answered_entry_by_entry()
    {
        var answers = new List<PlacementAnswer>();
        Assert.True(PlacementAnswer.TryReadBatch(
            Bytes($$$"""[{"success":true,"errorMsg":"","orderID":"{{{Hash}}}","status":"live"},{"success":true,"errorMsg":"bad","orderID":"","status":""}]"""), answers));
        Assert.Equal([true, false], answers.Select(answer => answer.Accepted));
    }

    /// <summary>Whatever the network brings, an answer is read or refused; nothing is thrown.</summary>
    [Fact]
    public void No_mutilated_answer_throws()
    {
        string[] answers = [Book, $$$"""{"canceled":["{{{Hash}}}"],"not_canceled":{"{{{Hash}}}":"why"}}""", $$$"""{"success":true,"errorMsg":"","orderID":"{{{Hash}}}","status":"live","makingAmount":"1"}""", """{"balance":"1","allowances":{"a":"2"}}"""];
        var mutilated = from answer in Gen.Elements(answers)
                        from length in Gen.Choose(0, answer.Length)
                        from position in Gen.Choose(0, answer.Length - 1)
                        from value in Gen.Choose(0, 255)
                        select Mutilate(answer, length, position, (byte)value);
        Prop.ForAll(mutilated.ToArbitrary(), body =>
        {
            _ = BookAnswer.TryRead(body, out _);
            _ = BookAnswer.TryReadMany(body, []);
            _ = ClobMarketAnswer.TryRead(body, out _);
            _ = CancelAnswer.TryRead(body, out _);
            _ = PlacementAnswer.TryRead(body, out _);
            _ = PlacementAnswer.TryReadBatch(body, []);
            _ = BalanceAnswer.TryRead(body, out _);
            _ = OpenOrder.TryRead(body, out _);
            _ = DataPage.TryReadOrders(body, [], out _, out _);
            _ = CredentialAnswer.TryRead(body, out _);
            _ = BareNumber.TryReadTime(body, out _);
            _ = BareNumber.TryReadVersion(body, out _);
            _ = VenueError.Read(body);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static byte[] Mutilate(string answer, int length, int position, byte value)
    {
        var bytes = Bytes(answer);
        bytes[position] = value;
        return bytes[..length];
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
