using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnPersonOrder"/>
public readonly record struct PersonOrderInput(PersonOrder Order) : IEngineInput<PersonOrderInput>
{
    public static InputKind Kind => InputKind.PersonOrder;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnPersonOrder);

    public static PersonOrderInput Read(scoped ref PayloadReader reader) => new(new PersonOrder(
        new MarketId(reader.Int32()), new BotId(reader.Int32()), reader.OneOf<Outcome>(), reader.OneOf<Side>(), reader.Price(), reader.Size(), reader.Bool()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Order.Market.Slot);
        writer.Int32(Order.Bot.Number);
        writer.Byte((byte)Order.Outcome);
        writer.Byte((byte)Order.Side);
        writer.Price(Order.Limit);
        writer.Size(Order.Size);
        writer.Bool(Order.IsWhole);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects) => (int)engine.OnPersonOrder(now, Order, effects);

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Order.Market.Slot);
        json.WriteNumber("bot", Order.Bot.Number);
        json.WriteString("outcome", Order.Outcome.ToString());
        json.WriteString("side", Order.Side.ToString());
        json.WriteString("limit", Order.Limit.ToString());
        json.WriteString("size", Order.Size.ToString());
        json.WriteBoolean("isWhole", Order.IsWhole);
    }
}
