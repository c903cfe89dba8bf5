using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.RemoveMarket"/>
public readonly record struct RemoveMarketInput(MarketId Market) : IEngineInput<RemoveMarketInput>
{
    public static InputKind Kind => InputKind.RemoveMarket;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.RemoveMarket);

    public static RemoveMarketInput Read(scoped ref PayloadReader reader) => new(new MarketId(reader.Int32()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.RemoveMarket(Market);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
    }
}
