using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.AddMarket"/>
public readonly record struct AddMarketInput(MarketSpec Spec) : IEngineInput<AddMarketInput>
{
    public static InputKind Kind => InputKind.AddMarket;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.AddMarket);

    public static AddMarketInput Read(scoped ref PayloadReader reader) => new(ExactJson.Read<MarketSpec>(reader.Bytes()));

    public void Write(ref PayloadWriter writer) => writer.Bytes(ExactJson.Write(Spec));

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects) => engine.AddMarket(now, Spec, effects).Slot;

    public void Describe(Utf8JsonWriter json)
    {
        json.WritePropertyName("spec");
        json.WriteRawValue(ExactJson.Write(Spec));
    }
}
