using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.Markets;

public sealed class MirrorBookTests
{
    /// <summary>
    /// Of the six texts three are of books as the venue sends them. The others are two of client libraries' own tests, without or with
    /// other keys, and one with a last trade of one digit, which the venue never writes: their hash is a hash of the text all the same.
    /// </summary>
    [Fact]
    [VectorGroup("bookHash")]
    public void The_hash_of_every_official_book_is_the_official_one()
    {
        var rebuilt = 0;
        foreach (var vector in Vectors.Section("bookHash"))
        {
            var text = vector.GetProperty("preimage").GetString()!;
            Assert.Equal(vector.GetProperty("sha1").GetString(), Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text))));
            var preimage = JsonDocument.Parse(text).RootElement;
            var last = preimage.TryGetProperty("last_trade_price", out var price) ? price.GetString()! : "0.5";
            if (last.Length is 0 or 5)
            {
                var listing = Listing(preimage.GetProperty("market").GetString()!, preimage.GetProperty("asset_id").GetString()!, TestVenue.DownToken);
                var at = Timestamp.FromMilliseconds(long.Parse(preimage.GetProperty("timestamp").GetString()!));
                Assert.Equal(vector.GetProperty("sha1").GetString(), Convert.ToHexStringLower(Rebuild(preimage, Outcome.Up, listing, last).Hash(Outcome.Up, at)));
                rebuilt++;
            }
        }

        Assert.Equal(3, rebuilt);
    }

    [RecordedDataFact]
    public void Every_recorded_initial_book_has_the_recorded_hash_as_either_token()
    {
        var checkedBooks = 0;
        foreach (var recorded in RecordedInitialBooks())
        {
            var token = recorded.GetProperty("asset_id").GetString()!;
            var last = recorded.GetProperty("last_trade_price").GetString()!;
            var at = Timestamp.FromMilliseconds(long.Parse(recorded.GetProperty("timestamp").GetString()!));
            foreach (var outcome in (Outcome[])[Outcome.Up, Outcome.Down])
            {
                var (up, down) = outcome == Outcome.Up ? (token, "1") : ("1", token);
                var book = Rebuild(recorded, outcome, Listing(recorded.GetProperty("market").GetString()!, up, down), last);
                Assert.Equal(recorded.GetProperty("hash").GetString(), Convert.ToHexStringLower(book.Hash(outcome, at)));
                checkedBooks++;
            }
        }

        Assert.Equal(8, checkedBooks);
    }

    [Fact]
    public void Random_changes_leave_the_same_text_as_a_book_built_from_nothing()
    {
        var random = new DeterministicRandom(5);
        var listing = Listing(TestVenue.Condition, TestVenue.UpToken, TestVenue.DownToken);
        var book = new MirrorBook(listing);
        var levels = new SortedDictionary<(Side, int), long>();
        for (var step = 0; step < 3_000; step++)
        {
            var side = random.Chance(0.5) ? Side.Buy : Side.Sell;
            var price = (side == Side.Buy ? 0 : 5_000) + (10 * (1 + random.NextInt32(498)));
            var size = random.Chance(0.4) ? 0 : random.NextInt64(1, 1_000_000_000);
            book.SetLevel(TestVenue.Start, side, new Price(price), new Size(size));
            levels[(side, price)] = size;
        }

        var rebuilt = new MirrorBook(listing);
        foreach (var ((side, price), size) in levels.Reverse())
        {
            rebuilt.SetLevel(TestVenue.Start, side, new Price(price), new Size(size));
        }

        foreach (var outcome in (Outcome[])[Outcome.Up, Outcome.Down])
        {
            Assert.Equal(Text(rebuilt, outcome), Text(book, outcome));
        }

        Assert.Equal(levels.Where(level => level.Key.Item1 == Side.Buy && level.Value > 0).Max(level => level.Key.Item2), book.BestBid(Outcome.Up));
        Assert.Equal(Price.Scale - book.BestBid(Outcome.Up), book.BestAsk(Outcome.Down));
        Assert.Equal(Price.Scale - book.BestAsk(Outcome.Up), book.BestBid(Outcome.Down));
    }

    private static string Text(MirrorBook book, Outcome outcome)
    {
        var frame = new Frame();
        book.AppendBook(frame, outcome);
        return Encoding.UTF8.GetString(frame.Written);
    }

    private static Listing Listing(string condition, string up, string down) => new TestVenue().Exchange.List(
        TestVenue.Window with { ConditionId = condition, UpTokenId = up, DownTokenId = down }, takerDelay: false);

    private static MirrorBook Rebuild(JsonElement recorded, Outcome outcome, Listing listing, string lastTrade)
    {
        var book = new MirrorBook(listing);
        foreach (var (name, side) in (ReadOnlySpan<(string, Side)>)[("bids", Side.Buy), ("asks", Side.Sell)])
        {
            foreach (var level in recorded.GetProperty(name).EnumerateArray())
            {
                Assert.True(Price.TryParse(Encoding.ASCII.GetBytes(level.GetProperty("price").GetString()!), out var price));
                Assert.True(Size.TryParse(Encoding.ASCII.GetBytes(level.GetProperty("size").GetString()!), out var size));
                book.SetLevel(TestVenue.Start, outcome == Outcome.Up ? side : side.Opposite(), outcome == Outcome.Up ? price : price.Complement, size);
            }
        }

        if (Price.TryParse(Encoding.ASCII.GetBytes(lastTrade), out var last))
        {
            book.SetLastTrade(TestVenue.Start, last);
        }

        return book;
    }

    private static IEnumerable<JsonElement> RecordedInitialBooks()
    {
        var path = Path.Combine(RecordedDataFactAttribute.Folder!, "AliHakanVesca__xx8-btc-5min-YesNo", "market-ws_2026-04-21T21-53-33Z.jsonl.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var payload = JsonDocument.Parse(line).RootElement.GetProperty("payload");
            if (payload.GetProperty("event_type").GetString() == "book" && payload.TryGetProperty("tick_size", out _))
            {
                yield return payload;
            }
        }
    }
}
