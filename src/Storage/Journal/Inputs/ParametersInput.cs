using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnParameters"/>
public readonly record struct ParametersInput(ParameterChange Change) : IEngineInput<ParametersInput>
{
    public static InputKind Kind => InputKind.Parameters;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnParameters);

    public static ParametersInput Read(scoped ref PayloadReader reader) => new(ExactJson.Read<ParameterChange>(reader.Bytes()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Bytes(ExactJson.Write(Change));
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnParameters(now, Change, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WritePropertyName("change");
        json.WriteRawValue(ExactJson.Write(Change));
    }
}
