using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnTickSizeChange"/>
public readonly record struct TickSizeChangeInput(MarketId Market, TickSize Tick) : IEngineInput<TickSizeChangeInput>
{
    public static InputKind Kind => InputKind.TickSizeChange;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnTickSizeChange);

    public static TickSizeChangeInput Read(scoped ref PayloadReader reader) => new(new MarketId(reader.Int32()), reader.Tick());

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
        writer.Int32(Tick.Units);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnTickSizeChange(now, Market, Tick, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
        json.WriteString("tick", Tick.ToString());
    }
}
