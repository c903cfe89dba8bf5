using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Market;

public sealed class OfficialBookHashTests
{
    /// <summary>
    /// Of the six texts three are of books as the venue sends them. The others are of client libraries' own tests, without the market's
    /// figures, with other keys or with the best asks first: their hash is a hash of the text all the same.
    /// </summary>
    [Fact]
    [VectorGroup("bookHash")]
    public void Every_book_in_the_venues_form_has_its_official_hash()
    {
        var rebuilt = 0;
        foreach (var vector in SigningVectors.Root.GetProperty("bookHash").EnumerateArray())
        {
            Assert.Equal(vector.Text("sha1"), Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(vector.Text("preimage")))));
            using var text = JsonDocument.Parse(vector.Text("preimage"));
            if (text.RootElement.TryGetProperty("last_trade_price", out var lastTrade) && lastTrade.GetString()!.Length is 0 or 5)
            {
                Assert.Equal(vector.Text("sha1"), Rebuilt(text.RootElement).WithLastTrade(Bytes(lastTrade)).ToString());
                rebuilt++;
            }
        }

        Assert.Equal(3, rebuilt);
    }

    private static BookHash Rebuilt(JsonElement text)
    {
        Assert.True(TickSize.TryParse(Bytes(text.GetProperty("tick_size")), out var tick));
        var hash = new BookHash(
            new BookIdentity
            {
                ConditionId = text.Text("market"),
                TokenId = text.Text("asset_id"),
                MinimumOrderSize = SizeOf(text.GetProperty("min_order_size")),
                NegativeRisk = text.GetProperty("neg_risk").GetBoolean(),
            },
            tick);
        var (book, moment) = (new OrderBook(), Timestamp.FromMilliseconds(text.Number("timestamp")));
        Assert.True(book.ApplySnapshot(moment, Levels(text.GetProperty("bids")), Levels(text.GetProperty("asks"))));
        hash.Load(moment, book);
        return hash;
    }

    private static BookLevel[] Levels(JsonElement levels) => [.. levels.EnumerateArray().Select(level =>
    {
        Assert.True(Price.TryParse(Bytes(level.GetProperty("price")), out var price));
        return new BookLevel(price, SizeOf(level.GetProperty("size")));
    })];

    private static Size SizeOf(JsonElement text)
    {
        Assert.True(Size.TryParse(Bytes(text), out var size));
        return size;
    }

    private static byte[] Bytes(JsonElement text) => Encoding.ASCII.GetBytes(text.GetString()!);
}
