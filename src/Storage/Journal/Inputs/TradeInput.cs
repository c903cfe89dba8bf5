using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnTrade"/>
public readonly record struct TradeInput(MarketId Market, TradePrint Print) : IEngineInput<TradeInput>
{
    public static InputKind Kind => InputKind.Trade;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnTrade);

    public static TradeInput Read(scoped ref PayloadReader reader) => new(
        new MarketId(reader.Int32()),
        new TradePrint(reader.OneOf<Outcome>(), reader.OneOf<Side>(), reader.Price(), reader.Size(), reader.Time()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Int32(Market.Slot);
        writer.Byte((byte)Print.Outcome);
        writer.Byte((byte)Print.TakerSide);
        writer.Price(Print.Price);
        writer.Size(Print.Size);
        writer.Time(Print.VenueTime);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnTrade(now, Market, Print, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("market", Market.Slot);
        json.WriteString("outcome", Print.Outcome.ToString());
        json.WriteString("takerSide", Print.TakerSide.ToString());
        json.WriteString("price", Print.Price.ToString());
        json.WriteString("size", Print.Size.ToString());
        json.WriteString("venueTime", Print.VenueTime.ToString());
    }
}
