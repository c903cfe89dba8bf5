using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnPriceToBeat"/>
public readonly record struct PriceToBeatInput(MarketId Market, OraclePrice Price) : IEngineInput<PriceToBeatInput>
{
    public static InputKind Kind => InputKind.PriceToBeat;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnPriceToBeat);

    public static PriceToBeatInput Read(scoped ref PayloadReader reader) => new(new MarketId(reader.Int32()), new OraclePrice(reader.Int128()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
        writer.Int128(Price.Units);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnPriceToBeat(now, Market, Price, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
        json.WriteString("price", Price.ToString());
    }
}
