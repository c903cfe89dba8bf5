using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnOrderReport"/>
public readonly record struct OrderReportInput(OrderReport Report) : IEngineInput<OrderReportInput>
{
    public static InputKind Kind => InputKind.OrderReport;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnOrderReport);

    public static OrderReportInput Read(scoped ref PayloadReader reader) => new(new OrderReport(
        new IntentId(reader.Int64()), reader.OneOf<OrderReportKind>(), reader.Size(), reader.OneOf<Reason>()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Int64(Report.Intent.Number);
        writer.Byte((byte)Report.Kind);
        writer.Size(Report.MatchedTotal);
        writer.Byte((byte)Report.Reason);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnOrderReport(now, Report, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("intent", Report.Intent.Number);
        json.WriteString("report", Report.Kind.ToString());
        json.WriteString("matchedTotal", Report.MatchedTotal.ToString());
        json.WriteString("reason", Report.Reason.Label());
    }
}
