using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnCollateral"/>
public readonly record struct CollateralInput(Money Available) : IEngineInput<CollateralInput>
{
    public static InputKind Kind => InputKind.Collateral;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnCollateral);

    public static CollateralInput Read(scoped ref PayloadReader reader) => new(reader.Money());

    public void Write(ref PayloadWriter writer)
    {
        writer.Money(Available);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnCollateral(now, Available, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteString("available", Available.ToString());
    }
}
