using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Traces;

/// <summary>A frame of the trace already understood, for what is measured without parsing.</summary>
internal sealed record TraceEvent(Timestamp VenueTime)
{
    public BookDelta[] Deltas { get; private init; } = [];

    public Hash160[] Hashes { get; private init; } = [];

    /// <summary>Whose book the levels are; none where the frame is no book.</summary>
    public Outcome? Book { get; private init; }

    public BookLevel[] Bids { get; private init; } = [];

    public BookLevel[] Asks { get; private init; } = [];

    public TradePrint? Trade { get; private init; }

    public static TraceEvent[] Decode(byte[][] frames) => [.. frames.Select(Decode)];

    private static TraceEvent Decode(byte[] frame)
    {
        using var document = JsonDocument.Parse(frame);
        var root = document.RootElement;
        var venueTime = Timestamp.FromMilliseconds(long.Parse(Text(root, "timestamp")));
        return Text(root, "event_type") switch
        {
            "price_change" => new TraceEvent(venueTime)
            {
                Deltas = [.. root.GetProperty("price_changes").EnumerateArray().Select(change =>
                    new BookDelta(OutcomeOf(change), SideOf(change), PriceOf(change), SizeOf(change)))],
                Hashes = [.. root.GetProperty("price_changes").EnumerateArray().Select(HashOf)],
            },
            "book" => new TraceEvent(venueTime)
            {
                Book = OutcomeOf(root),
                Bids = LevelsOf(root, "bids"),
                Asks = LevelsOf(root, "asks"),
                Hashes = [HashOf(root)],
            },
            "last_trade_price" => new TraceEvent(venueTime)
            {
                Trade = new TradePrint(OutcomeOf(root), SideOf(root), PriceOf(root), SizeOf(root), venueTime),
            },
            var other => throw new InvalidDataException($"The trace has a frame of kind '{other}'."),
        };
    }

    private static BookLevel[] LevelsOf(JsonElement book, string side) =>
        [.. book.GetProperty(side).EnumerateArray().Select(level => new BookLevel(PriceOf(level), SizeOf(level)))];

    private static Outcome OutcomeOf(JsonElement element) =>
        Text(element, "asset_id") == TraceMarket.UpTokenId ? Outcome.Up : Outcome.Down;

    private static Side SideOf(JsonElement element) => Text(element, "side") == "BUY" ? Side.Buy : Side.Sell;

    private static Price PriceOf(JsonElement element) =>
        Price.TryParse(Bytes(element, "price"), out var price) ? price : throw new InvalidDataException("The trace has a bad price.");

    private static Size SizeOf(JsonElement element) =>
        Size.TryParse(Bytes(element, "size"), out var size) ? size : throw new InvalidDataException("The trace has a bad size.");

    private static Hash160 HashOf(JsonElement element) =>
        Hash160.TryParse(Bytes(element, "hash"), out var hash) ? hash : throw new InvalidDataException("The trace has a bad hash.");

    private static byte[] Bytes(JsonElement element, string name) => Encoding.ASCII.GetBytes(Text(element, name));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
