using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnDesiredPhase"/>
public readonly record struct DesiredPhaseInput(MarketId Market, MarketPhase Phase) : IEngineInput<DesiredPhaseInput>
{
    public static InputKind Kind => InputKind.DesiredPhase;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnDesiredPhase);

    public static DesiredPhaseInput Read(scoped ref PayloadReader reader) => new(new MarketId(reader.Int32()), reader.OneOf<MarketPhase>());

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
        writer.Byte((byte)Phase);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnDesiredPhase(now, Market, Phase, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
        json.WriteString("phase", Phase.ToString());
    }
}
