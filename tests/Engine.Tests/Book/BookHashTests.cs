using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Book;

public sealed class BookHashTests
{
    [Fact]
    public void It_is_the_hash_the_venue_gave_to_captured_books()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(SharedData.InTests("Book/book-hash-vectors.json")));

        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            var (hash, book, venueTime) = Build(vector);
            hash.Load(venueTime, book);
            var lastTrade = Encoding.ASCII.GetBytes(vector.GetProperty("last_trade_price").GetString()!);
            Assert.Equal(vector.GetProperty("sha1").GetString(), hash.WithLastTrade(lastTrade).ToString());
        }

        Assert.Equal(3, vectors.RootElement.GetArrayLength());
    }

    [Fact]
    public void A_recent_trade_price_or_its_complement_is_found_and_a_foreign_one_is_not()
    {
        var (hash, book, venueTime) = Build(VectorOf("ce6c5f269646529dbc0a68123bdb758d4a5e4037"));
        Assert.True(Hash160.TryParse("ce6c5f269646529dbc0a68123bdb758d4a5e4037"u8, out var expected));
        hash.Load(venueTime, book);

        Assert.True(hash.Matches(expected, TradedAt(Price.Cents(48), Price.Cents(47))));
        Assert.True(hash.Matches(expected, TradedAt(Price.Cents(52))));
        Assert.False(hash.Matches(expected, TradedAt(Price.Cents(47))));
        Assert.False(hash.Matches(expected, TradedAt()));
    }

    [Fact]
    public void A_book_before_its_first_trade_hashes_an_empty_price()
    {
        var (hash, book, venueTime) = Build(VectorOf("f95f38769d308ca8d61c394316c5ed77a15ce6c6"));
        Assert.True(Hash160.TryParse("f95f38769d308ca8d61c394316c5ed77a15ce6c6"u8, out var expected));
        hash.Load(venueTime, book);

        Assert.True(hash.Matches(expected, TradedAt()));
    }

    [Fact]
    public void A_price_finer_than_the_three_printed_decimals_is_written_whole()
    {
        var (hash, book, venueTime) = Build(VectorOf("ce6c5f269646529dbc0a68123bdb758d4a5e4037"));
        hash.Load(venueTime, book);

        Assert.True(hash.Matches(hash.WithLastTrade("0.4805"u8), TradedAt(new Price(4_805))));
        Assert.True(hash.Matches(hash.WithLastTrade("0.500"u8), TradedAt(Price.Cents(50))));
        Assert.True(hash.Matches(hash.WithLastTrade("1.000"u8), TradedAt(Price.One)));
    }

    [Fact]
    public void The_deepest_possible_book_is_hashed_too()
    {
        var book = new OrderBook();
        var levels = Enumerable.Range(0, Price.Scale + 1).Select(units => new BookLevel(new Price(units), new Size(long.MaxValue))).ToArray();
        book.ApplySnapshot(Timestamp.FromSeconds(1), levels, levels);
        var hash = new BookHash(new BookIdentity { ConditionId = "0x1", TokenId = "1", MinimumOrderSize = Size.Shares(5) }, TickSize.Cent);

        hash.Load(Timestamp.FromSeconds(1), book);

        Assert.False(hash.WithLastTrade([]).IsZero);
    }

    private static RecentTradePrices TradedAt(params Price[] prices)
    {
        var trades = new RecentTradePrices();
        foreach (var price in prices)
        {
            trades.Note(price);
        }

        return trades;
    }

    private static JsonElement VectorOf(string sha1) => JsonDocument
        .Parse(File.ReadAllBytes(SharedData.InTests("Book/book-hash-vectors.json"))).RootElement
        .EnumerateArray().Single(vector => vector.GetProperty("sha1").GetString() == sha1);

    private static (BookHash Hash, OrderBook Book, Timestamp VenueTime) Build(JsonElement vector)
    {
        var identity = new BookIdentity
        {
            ConditionId = vector.GetProperty("market").GetString()!,
            TokenId = vector.GetProperty("asset_id").GetString()!,
            MinimumOrderSize = SizeOf(vector.GetProperty("min_order_size")),
            NegativeRisk = vector.GetProperty("neg_risk").GetBoolean(),
        };
        Assert.True(TickSize.TryParse(Bytes(vector.GetProperty("tick_size")), out var tickSize));
        var venueTime = Timestamp.FromMilliseconds(long.Parse(vector.GetProperty("timestamp").GetString()!));
        var book = new OrderBook();
        Assert.True(book.ApplySnapshot(venueTime, Levels(vector.GetProperty("bids")), Levels(vector.GetProperty("asks"))));
        return (new BookHash(identity, tickSize), book, venueTime);
    }

    private static BookLevel[] Levels(JsonElement levels) =>
        [.. levels.EnumerateArray().Select(level => new BookLevel(PriceOf(level[0]), SizeOf(level[1])))];

    private static Price PriceOf(JsonElement text)
    {
        Assert.True(Price.TryParse(Bytes(text), out var price));
        return price;
    }

    private static Size SizeOf(JsonElement text)
    {
        Assert.True(Size.TryParse(Bytes(text), out var size));
        return size;
    }

    private static byte[] Bytes(JsonElement text) => Encoding.ASCII.GetBytes(text.GetString()!);
}
