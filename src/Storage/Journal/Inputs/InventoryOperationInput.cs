using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnInventoryOperation"/>
public readonly record struct InventoryOperationInput(InventoryOperationReport Report) : IEngineInput<InventoryOperationInput>
{
    public static InputKind Kind => InputKind.InventoryOperation;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnInventoryOperation);

    public static InventoryOperationInput Read(scoped ref PayloadReader reader) => new(new InventoryOperationReport(
        new MarketId(reader.Int32()), new OperationId(reader.Int64()), reader.OneOf<InventoryOperationKind>(), reader.OneOf<InventoryOperationState>(), reader.Size(), reader.Money()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Report.Market.Slot);
        writer.Int64(Report.Operation.Number);
        writer.Byte((byte)Report.Kind);
        writer.Byte((byte)Report.State);
        writer.Size(Report.Amount);
        writer.Money(Report.GasCost);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnInventoryOperation(now, Report, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Report.Market.Slot);
        json.WriteNumber("operation", Report.Operation.Number);
        json.WriteString("kind", Report.Kind.ToString());
        json.WriteString("state", Report.State.ToString());
        json.WriteString("amount", Report.Amount.ToString());
        json.WriteString("gasCost", Report.GasCost.ToString());
    }
}
