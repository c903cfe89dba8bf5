using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <inheritdoc cref="TradingEngine.OnFastPrice"/>
public readonly record struct FastPriceInput(string Asset, FastPriceTick Tick) : IEngineInput<FastPriceInput>
{
    public static InputKind Kind => InputKind.FastPrice;

    public static byte Version => 1;

    public static string Method => nameof(TradingEngine.OnFastPrice);

    public static FastPriceInput Read(scoped ref PayloadReader reader) => new(
        reader.Text(),
        new FastPriceTick(reader.OneOf<FastPriceSource>(), new OraclePrice(reader.Int128()), new OraclePrice(reader.Int128()), reader.Time(), reader.Time()));

    public void Write(ref PayloadWriter writer)
    {
        writer.Text(Asset);
        writer.Byte((byte)Tick.Source);
        writer.Int128(Tick.Bid.Units);
        writer.Int128(Tick.Ask.Units);
        writer.Time(Tick.VenueTime);
        writer.Time(Tick.Received);
    }

    public int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects)
    {
        engine.OnFastPrice(now, Asset, Tick, effects);
        return 0;
    }

    public void Describe(Utf8JsonWriter json)
    {
        json.WriteString("asset", Asset);
        json.WriteString("source", Tick.Source.ToString());
        json.WriteString("bid", Tick.Bid.ToString());
        json.WriteString("ask", Tick.Ask.ToString());
        json.WriteString("venueTime", Tick.VenueTime.ToString());
        json.WriteString("received", Tick.Received.ToString());
    }
}
