using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnResolution"/>
public readonly record struct ResolutionInput(MarketId Market, Outcome Winner) : IEngineInput<ResolutionInput>
{
    public static InputKind Kind => InputKind.Resolution;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnResolution);

    public static ResolutionInput Read(scoped ref PayloadReader reader) => new(new MarketId(reader.Int32()), reader.OneOf<Outcome>());

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
        writer.Byte((byte)Winner);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnResolution(now, Market, Winner, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
        json.WriteString("winner", Winner.ToString());
    }
}
