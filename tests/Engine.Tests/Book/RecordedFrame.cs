using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Book;

/// <summary>One frame of the recorded market channel, as much of it as books need.</summary>
internal sealed record RecordedFrame(string Kind, Timestamp VenueTime, string ConditionId)
{
    internal sealed record Change(string TokenId, Side Side, Price Price, Size Size, Hash160 Hash, Price BestBid, Price BestAsk);

    internal sealed record Book(string TokenId, BookLevel[] Bids, BookLevel[] Asks, Hash160 Hash);

    public Change[] Changes { get; private init; } = [];

    public Book? Snapshot { get; private init; }

    public Price? LastTradePrice { get; private init; }

    public static IEnumerable<RecordedFrame> ReadAll(string path)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var payload = document.RootElement.GetProperty("payload");
            foreach (var frame in payload.ValueKind == JsonValueKind.Array ? [.. payload.EnumerateArray()] : new[] { payload })
            {
                yield return Read(frame);
            }
        }
    }

    private static RecordedFrame Read(JsonElement frame)
    {
        var kind = frame.GetProperty("event_type").GetString()!;
        var venueTime = Timestamp.FromMilliseconds(long.Parse(frame.GetProperty("timestamp").GetString()!));
        return new RecordedFrame(kind, venueTime, frame.GetProperty("market").GetString()!)
        {
            Changes = kind == "price_change" ? [.. frame.GetProperty("price_changes").EnumerateArray().Select(ReadChange)] : [],
            Snapshot = kind == "book" ? ReadBook(frame) : null,
            LastTradePrice = kind == "last_trade_price" ? PriceOf(frame, "price")
                : kind == "book" && frame.TryGetProperty("last_trade_price", out _) ? PriceOf(frame, "last_trade_price")
                : null,
        };
    }

    private static Change ReadChange(JsonElement change) => new(
        change.GetProperty("asset_id").GetString()!,
        change.GetProperty("side").GetString() == "BUY" ? Side.Buy : Side.Sell,
        PriceOf(change, "price"),
        SizeOf(change),
        HashOf(change),
        PriceOf(change, "best_bid"),
        PriceOf(change, "best_ask"));

    private static Book ReadBook(JsonElement frame) => new(
        frame.GetProperty("asset_id").GetString()!,
        [.. frame.GetProperty("bids").EnumerateArray().Select(level => new BookLevel(PriceOf(level, "price"), SizeOf(level)))],
        [.. frame.GetProperty("asks").EnumerateArray().Select(level => new BookLevel(PriceOf(level, "price"), SizeOf(level)))],
        HashOf(frame));

    private static Price PriceOf(JsonElement element, string name)
    {
        Assert.True(Price.TryParse(Bytes(element, name), out var price));
        return price;
    }

    private static Size SizeOf(JsonElement element)
    {
        Assert.True(Size.TryParse(Bytes(element, "size"), out var size));
        return size;
    }

    private static Hash160 HashOf(JsonElement element)
    {
        Assert.True(Hash160.TryParse(Bytes(element, "hash"), out var hash));
        return hash;
    }

    private static byte[] Bytes(JsonElement element, string name) => Encoding.ASCII.GetBytes(element.GetProperty(name).GetString()!);
}
