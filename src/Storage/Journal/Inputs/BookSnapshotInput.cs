using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnBookSnapshot"/>
public readonly ref struct BookSnapshotInput(MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks) : IEngineInput<BookSnapshotInput>
{
    private const int LevelBytes = 12;

    public MarketId Market { get; } = market;

    public Outcome Outcome { get; } = outcome;

    public Timestamp VenueTime { get; } = venueTime;

    public ReadOnlySpan<BookLevel> Bids { get; } = bids;

    public ReadOnlySpan<BookLevel> Asks { get; } = asks;

    public static InputKind Kind => InputKind.BookSnapshot;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnBookSnapshot);

    public static BookSnapshotInput Read(scoped ref PayloadReader reader) =>
        new(new MarketId(reader.Int32()), reader.OneOf<Outcome>(), reader.Time(), ReadLevels(ref reader), ReadLevels(ref reader));

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
        writer.Byte((byte)Outcome);
        writer.Time(VenueTime);
        WriteLevels(ref writer, Bids);
        WriteLevels(ref writer, Asks);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnBookSnapshot(now, Market, Outcome, VenueTime, Bids, Asks, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
        json.WriteString("outcome", Outcome.ToString());
        json.WriteString("venueTime", VenueTime.ToString());
        Describe(json, "bids", Bids);
        Describe(json, "asks", Asks);
    }

    private static void WriteLevels(ref PayloadWriter writer, ReadOnlySpan<BookLevel> levels)
    {
        writer.Int32(levels.Length);
        foreach (ref readonly var level in levels)
        {
            writer.Price(level.Price);
            writer.Size(level.Size);
        }
    }

    private static ReadOnlySpan<BookLevel> ReadLevels(scoped ref PayloadReader reader)
    {
        var levels = reader.Levels(reader.Count(LevelBytes));
        foreach (ref var level in levels)
        {
            level = new BookLevel(reader.Price(), reader.Size());
        }

        return levels;
    }

    private static void Describe(Utf8JsonWriter json, string side, ReadOnlySpan<BookLevel> levels)
    {
        json.WriteStartArray(side);
        foreach (ref readonly var level in levels)
        {
            json.WriteStringValue($"{level.Size}@{level.Price}");
        }

        json.WriteEndArray();
    }
}
