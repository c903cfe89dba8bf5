using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnResume"/>
public readonly record struct ResumeInput : IEngineInput<ResumeInput>
{
    public static InputKind Kind => InputKind.Resume;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnResume);

    public static ResumeInput Read(scoped ref PayloadReader reader) => default;

    public void Write(ref PayloadWriter writer)
    {
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnResume(now, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
    }
}
