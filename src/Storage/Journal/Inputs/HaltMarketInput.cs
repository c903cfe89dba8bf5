using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnHaltMarket"/>
public readonly record struct HaltMarketInput(MarketId Market, Reason Reason) : IEngineInput<HaltMarketInput>
{
    public static InputKind Kind => InputKind.HaltMarket;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnHaltMarket);

    public static HaltMarketInput Read(scoped ref PayloadReader reader) => new(new MarketId(reader.Int32()), reader.OneOf<Reason>());

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
        writer.Byte((byte)Reason);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnHaltMarket(now, Market, Reason, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
        json.WriteString("reason", Reason.Label());
    }
}
