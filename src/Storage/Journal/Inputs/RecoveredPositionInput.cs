using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnRecoveredPosition"/>
public readonly record struct RecoveredPositionInput(MarketId Market, Outcome Outcome, Size Confirmed, Money Cost) : IEngineInput<RecoveredPositionInput>
{
    public static InputKind Kind => InputKind.RecoveredPosition;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnRecoveredPosition);

    public static RecoveredPositionInput Read(scoped ref PayloadReader reader) => new(
        new MarketId(reader.Int32()), reader.OneOf<Outcome>(), reader.Size(), reader.Money());

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
        writer.Byte((byte)Outcome);
        writer.Size(Confirmed);
        writer.Money(Cost);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnRecoveredPosition(now, Market, Outcome, Confirmed, Cost, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
        json.WriteString("outcome", Outcome.ToString());
        json.WriteString("confirmed", Confirmed.ToString());
        json.WriteString("cost", Cost.ToString());
    }
}
