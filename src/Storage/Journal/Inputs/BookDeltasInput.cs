using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnBookDeltas"/>
public readonly ref struct BookDeltasInput(MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas) : IEngineInput<BookDeltasInput>
{
    private const int DeltaBytes = 14;

    public MarketId Market { get; } = market;

    public Timestamp VenueTime { get; } = venueTime;

    public ReadOnlySpan<BookDelta> Deltas { get; } = deltas;

    public static InputKind Kind => InputKind.BookDeltas;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnBookDeltas);

    public static BookDeltasInput Read(scoped ref PayloadReader reader)
    {
        var market = new MarketId(reader.Int32());
        var venueTime = reader.Time();
        var deltas = reader.Deltas(reader.Count(DeltaBytes));
        foreach (ref var delta in deltas)
        {
            delta = new BookDelta(reader.OneOf<Outcome>(), reader.OneOf<Side>(), reader.Price(), reader.Size());
        }

        return new(market, venueTime, deltas);
    }

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
        writer.Time(VenueTime);
        writer.Int32(Deltas.Length);
        foreach (ref readonly var delta in Deltas)
        {
            writer.Byte((byte)delta.Outcome);
            writer.Byte((byte)delta.Side);
            writer.Price(delta.Price);
            writer.Size(delta.Size);
        }
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnBookDeltas(now, Market, VenueTime, Deltas, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
        json.WriteString("venueTime", VenueTime.ToString());
        json.WriteStartArray("deltas");
        foreach (ref readonly var delta in Deltas)
        {
            json.WriteStringValue($"{delta.Outcome} {delta.Side} {delta.Size}@{delta.Price}");
        }

        json.WriteEndArray();
    }
}
