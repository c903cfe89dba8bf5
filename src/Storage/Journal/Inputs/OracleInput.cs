using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnOracle"/>
public readonly record struct OracleInput(string Asset, OracleTick Tick) : IEngineInput<OracleInput>
{
    public static InputKind Kind => InputKind.Oracle;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnOracle);

    public static OracleInput Read(scoped ref PayloadReader reader) => new(
        reader.Text(), new OracleTick(reader.OneOf<OracleSource>(), new OraclePrice(reader.Int128()), reader.Time()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Text(Asset);
        writer.Byte((byte)Tick.Source);
        writer.Int128(Tick.Price.Units);
        writer.Time(Tick.Observed);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnOracle(now, Asset, Tick, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteString("asset", Asset);
        json.WriteString("source", Tick.Source.ToString());
        json.WriteString("price", Tick.Price.ToString());
        json.WriteString("observed", Tick.Observed.ToString());
    }
}
