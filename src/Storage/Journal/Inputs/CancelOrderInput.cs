using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnCancelOrder"/>
public readonly record struct CancelOrderInput(IntentId Intent) : IEngineInput<CancelOrderInput>
{
    public static InputKind Kind => InputKind.CancelOrder;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnCancelOrder);

    public static CancelOrderInput Read(scoped ref PayloadReader reader) => new(new IntentId(reader.Int64()));

    public void Write(ref PayloadWriter writer) => writer.Int64(Intent.Number);

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnCancelOrder(now, Intent, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json) => json.WriteNumber("intent", Intent.Number);
}
