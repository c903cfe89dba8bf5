using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnFlatten"/>
public readonly record struct FlattenInput(Reason Reason) : IEngineInput<FlattenInput>
{
    public static InputKind Kind => InputKind.Flatten;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnFlatten);

    public static FlattenInput Read(scoped ref PayloadReader reader) => new(reader.OneOf<Reason>());

    public void Write(ref PayloadWriter writer)
    {
        writer.Byte((byte)Reason);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnFlatten(now, Reason, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteString("reason", Reason.Label());
    }
}
