using System.Text.Json;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Steps;

/// <summary>Bytes of one effect, every field of it: decisions are equal when these bytes are.</summary>
public static class EffectCodec
{
    /// <summary>Bytes of one effect.</summary>
    public const int Bytes = 53;

    /// <summary>Version of these bytes; every step says which it was written with.</summary>
    public const byte Version = 1;

    public static void Write(ref PayloadWriter writer, in Effect effect)
    {
        writer.Byte((byte)effect.Kind);
        writer.Byte((byte)effect.Type);
        writer.Byte((byte)effect.Purpose);
        writer.Byte((byte)effect.Side);
        writer.Byte((byte)effect.Outcome);
        writer.Bool(effect.PostOnly);
        writer.Byte((byte)effect.Reason);
        writer.Byte((byte)effect.Phase);
        writer.Byte((byte)effect.BotState);
        writer.Int32(effect.Market.Slot);
        writer.Int32(effect.Bot.Number);
        writer.Int64(effect.Operation.Number);
        writer.Price(effect.Price);
        writer.Int64(effect.Intent.Number);
        writer.Size(effect.Size);
        writer.Time(effect.At);
    }

    /// <exception cref="JournalUnreadableException">The bytes are no effect of this program.</exception>
    public static Effect Read(ref PayloadReader reader) => new()
    {
        Kind = reader.OneOf<EffectKind>(),
        Type = reader.OneOf<OrderType>(),
        Purpose = reader.OneOf<OrderPurpose>(),
        Side = reader.OneOf<Side>(),
        Outcome = reader.OneOf<Outcome>(),
        PostOnly = reader.Bool(),
        Reason = reader.OneOf<Reason>(),
        Phase = reader.OneOf<MarketPhase>(),
        BotState = reader.OneOf<BotState>(),
        Market = new MarketId(reader.Int32()),
        Bot = new BotId(reader.Int32()),
        Operation = new OperationId(reader.Int64()),
        Price = reader.Price(),
        Intent = new IntentId(reader.Int64()),
        Size = reader.Size(),
        At = reader.Time(),
    };

    /// <summary>Writes the effect as an object of its own.</summary>
    public static void Describe(in Effect effect, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("effect", effect.Kind.ToString());
        json.WriteNumber("market", effect.Market.Slot);
        json.WriteNumber("bot", effect.Bot.Number);
        json.WriteString("botState", effect.BotState.ToString());
        json.WriteNumber("operation", effect.Operation.Number);
        json.WriteNumber("intent", effect.Intent.Number);
        json.WriteString("purpose", effect.Purpose.ToString());
        json.WriteString("outcome", effect.Outcome.ToString());
        json.WriteString("side", effect.Side.ToString());
        json.WriteString("price", effect.Price.ToString());
        json.WriteString("size", effect.Size.ToString());
        json.WriteString("type", effect.Type.ToString());
        json.WriteBoolean("postOnly", effect.PostOnly);
        json.WriteString("phase", effect.Phase.ToString());
        json.WriteString("reason", effect.Reason.Label());
        json.WriteString("at", effect.At.ToString());
        json.WriteEndObject();
    }
}
