using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnOrderScoring"/>
public readonly record struct OrderScoringInput(IntentId Intent, bool IsScoring) : IEngineInput<OrderScoringInput>
{
    public static InputKind Kind => InputKind.OrderScoring;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnOrderScoring);

    public static OrderScoringInput Read(scoped ref PayloadReader reader) => new(new IntentId(reader.Int64()), reader.Bool());

    public void Write(ref PayloadWriter writer)
    {
        writer.Int64(Intent.Number);
        writer.Bool(IsScoring);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnOrderScoring(now, Intent, IsScoring, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("intent", Intent.Number);
        json.WriteBoolean("isScoring", IsScoring);
    }
}
