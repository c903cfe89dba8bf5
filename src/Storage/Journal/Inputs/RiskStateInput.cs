using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnRiskState"/>
public readonly record struct RiskStateInput(RiskState State) : IEngineInput<RiskStateInput>
{
    public static InputKind Kind => InputKind.RiskState;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnRiskState);

    public static RiskStateInput Read(scoped ref PayloadReader reader) => new(ExactJson.Read<RiskState>(reader.Bytes()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Bytes(ExactJson.Write(State));
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnRiskState(now, State, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WritePropertyName("state");
        json.WriteRawValue(ExactJson.Write(State));
    }
}
