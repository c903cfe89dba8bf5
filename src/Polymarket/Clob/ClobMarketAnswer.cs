using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob;

/// <summary>The compact market information of <c>/clob-markets</c>; what the venue leaves out is null.</summary>
public sealed record ClobMarketAnswer
{
    public TickSize? TickSize { get; init; }

    public Size? MinimumOrderSize { get; init; }

    public FeeSchedule? Fees { get; init; }

    public bool? AcceptingOrders { get; init; }

    public bool NegativeRisk { get; init; }

    /// <summary>Marketable orders are held for a moment before they match.</summary>
    public bool TakerDelay { get; init; }

    /// <summary>Reads one market; false where the body is no object.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out ClobMarketAnswer market)
    {
        market = new ClobMarketAnswer();
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                market = market.With(ref reader);
                reader.Skip();
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private ClobMarketAnswer With(ref Utf8JsonReader reader)
    {
        if (LooseValue.IsField(ref reader, "mts"u8))
        {
            return this with { TickSize = Engine.Values.TickSize.TryParse(LooseValue.Text(ref reader), out var tick) ? tick : null };
        }

        if (LooseValue.IsField(ref reader, "mos"u8))
        {
            return this with { MinimumOrderSize = LooseValue.TrySize(ref reader, out var size) ? size : null };
        }

        if (LooseValue.IsField(ref reader, "fd"u8))
        {
            return this with { Fees = ReadFees(ref reader) };
        }

        if (LooseValue.IsField(ref reader, "ao"u8))
        {
            return this with { AcceptingOrders = LooseValue.Flag(ref reader) };
        }

        if (LooseValue.IsField(ref reader, "nr"u8))
        {
            return this with { NegativeRisk = LooseValue.Flag(ref reader) };
        }

        return LooseValue.IsField(ref reader, "itode"u8) ? this with { TakerDelay = LooseValue.Flag(ref reader) } : this;
    }

    private static FeeSchedule? ReadFees(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var (rate, exponent, found) = (0L, 0L, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            found += LooseValue.IsField(ref reader, "r"u8) && LooseValue.TryScaled(LooseValue.Text(ref reader), 6, Rounding.Up, out rate) ? 1 : 0;
            found += LooseValue.IsField(ref reader, "e"u8) && LooseValue.TryScaled(LooseValue.Text(ref reader), 0, Rounding.Down, out exponent) ? 1 : 0;
            reader.Skip();
        }

        return found == 2 && rate is >= 0 and <= 1_000_000 && exponent is >= 0 and <= 8 ? new FeeSchedule((int)rate, (int)exponent) : null;
    }
}
