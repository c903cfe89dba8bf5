using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.AddMarket"/>
public readonly record struct AddMarketInput(MarketSpec Spec) : IEngineInput<AddMarketInput>
{
    public static InputKind Kind => InputKind.AddMarket;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.AddMarket);

    public static AddMarketInput Read(scoped ref PayloadReader reader) => new(new MarketSpec
    {
        Slug = reader.Text(),
        ConditionId = reader.Text(),
        UpTokenId = reader.Text(),
        DownTokenId = reader.Text(),
        Asset = reader.Text(),
        Interval = reader.OneOf<WindowInterval>(),
        Opens = reader.Time(),
        Closes = reader.Time(),
        TickSize = reader.Tick(),
        MinimumOrderSize = reader.Size(),
        Fees = new FeeSchedule(reader.Int32(), reader.Int32()),
        Settlement = reader.OneOf<SettlementRule>(),
        NegativeRisk = reader.Bool(),
    });

    public void Write(ref PayloadWriter writer)
    {
        writer.Text(Spec.Slug);
        writer.Text(Spec.ConditionId);
        writer.Text(Spec.UpTokenId);
        writer.Text(Spec.DownTokenId);
        writer.Text(Spec.Asset);
        writer.Byte((byte)Spec.Interval);
        writer.Time(Spec.Opens);
        writer.Time(Spec.Closes);
        writer.Int32(Spec.TickSize.Units);
        writer.Size(Spec.MinimumOrderSize);
        writer.Int32(Spec.Fees.RateMillionths);
        writer.Int32(Spec.Fees.Exponent);
        writer.Byte((byte)Spec.Settlement);
        writer.Bool(Spec.NegativeRisk);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects) => engine.AddMarket(now, Spec, effects).Slot;

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteString("slug", Spec.Slug);
        json.WriteString("conditionId", Spec.ConditionId);
        json.WriteString("upTokenId", Spec.UpTokenId);
        json.WriteString("downTokenId", Spec.DownTokenId);
        json.WriteString("asset", Spec.Asset);
        json.WriteString("interval", Spec.Interval.ToString());
        json.WriteString("opens", Spec.Opens.ToString());
        json.WriteString("closes", Spec.Closes.ToString());
        json.WriteString("tickSize", Spec.TickSize.ToString());
        json.WriteString("minimumOrderSize", Spec.MinimumOrderSize.ToString());
        json.WriteString("fees", Spec.Fees.ToString());
        json.WriteString("settlement", Spec.Settlement.ToString());
        json.WriteBoolean("negativeRisk", Spec.NegativeRisk);
    }
}
