using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnVenueMode"/>
public readonly record struct VenueModeInput(VenueMode Mode) : IEngineInput<VenueModeInput>
{
    public static InputKind Kind => InputKind.VenueMode;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnVenueMode);

    public static VenueModeInput Read(scoped ref PayloadReader reader) => new(reader.OneOf<VenueMode>());

    public void Write(ref PayloadWriter writer)
    {
        writer.Byte((byte)Mode);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnVenueMode(now, Mode, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteString("mode", Mode.ToString());
    }
}
