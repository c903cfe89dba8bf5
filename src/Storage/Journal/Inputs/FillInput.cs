using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnFill"/>
public readonly record struct FillInput(Fill Fill) : IEngineInput<FillInput>
{
    public static InputKind Kind => InputKind.Fill;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnFill);

    public static FillInput Read(scoped ref PayloadReader reader) => new(new Fill
    {
        Trade = reader.Guid(),
        Intent = new IntentId(reader.Int64()),
        Market = new MarketId(reader.Int32()),
        Outcome = reader.OneOf<Outcome>(),
        Side = reader.OneOf<Side>(),
        Price = reader.Price(),
        Size = reader.Size(),
        Amount = reader.Money(),
        Fee = reader.Money(),
        IsMaker = reader.Bool(),
        Status = reader.OneOf<FillStatus>(),
        VenueTime = reader.Time(),
    });

    public void Write(ref PayloadWriter writer)
    {
        writer.Guid(Fill.Trade);
        writer.Int64(Fill.Intent.Number);
        writer.Int32(Fill.Market.Slot);
        writer.Byte((byte)Fill.Outcome);
        writer.Byte((byte)Fill.Side);
        writer.Price(Fill.Price);
        writer.Size(Fill.Size);
        writer.Money(Fill.Amount);
        writer.Money(Fill.Fee);
        writer.Bool(Fill.IsMaker);
        writer.Byte((byte)Fill.Status);
        writer.Time(Fill.VenueTime);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnFill(now, Fill, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Fill.Market.Slot);
        json.WriteString("trade", Fill.Trade.ToString());
        json.WriteNumber("intent", Fill.Intent.Number);
        json.WriteString("outcome", Fill.Outcome.ToString());
        json.WriteString("side", Fill.Side.ToString());
        json.WriteString("price", Fill.Price.ToString());
        json.WriteString("size", Fill.Size.ToString());
        json.WriteString("amount", Fill.Amount.ToString());
        json.WriteString("fee", Fill.Fee.ToString());
        json.WriteBoolean("isMaker", Fill.IsMaker);
        json.WriteString("status", Fill.Status.ToString());
        json.WriteString("venueTime", Fill.VenueTime.ToString());
    }
}
