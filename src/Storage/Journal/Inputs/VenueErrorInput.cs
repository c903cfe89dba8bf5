using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnVenueError"/>
public readonly record struct VenueErrorInput : IEngineInput<VenueErrorInput>
{
    public static InputKind Kind => InputKind.VenueError;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnVenueError);

    public static VenueErrorInput Read(scoped ref PayloadReader reader) => default;

    public void Write(ref PayloadWriter writer)
    {
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnVenueError(now, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
    }
}
