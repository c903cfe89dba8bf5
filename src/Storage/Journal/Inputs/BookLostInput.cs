using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnBookLost"/>
public readonly record struct BookLostInput(MarketId Market) : IEngineInput<BookLostInput>
{
    public static InputKind Kind => InputKind.BookLost;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnBookLost);

    public static BookLostInput Read(scoped ref PayloadReader reader) => new(new MarketId(reader.Int32()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnBookLost(now, Market, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
    }
}
