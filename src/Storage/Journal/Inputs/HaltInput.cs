using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnHalt"/>
public readonly record struct HaltInput(Reason Reason) : IEngineInput<HaltInput>
{
    public static InputKind Kind => InputKind.Halt;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnHalt);

    public static HaltInput Read(scoped ref PayloadReader reader) => new(reader.OneOf<Reason>());

    public void Write(ref PayloadWriter writer)
    {
        writer.Byte((byte)Reason);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnHalt(now, Reason, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteString("reason", Reason.Label());
    }
}
