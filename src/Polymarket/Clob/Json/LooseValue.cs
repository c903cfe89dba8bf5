using System.Buffers.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Clob.Json;

/// <summary>
/// Reads one JSON value the way the venue writes them: numbers as text or as numbers, unset decimals as empty text or null,
/// seconds or milliseconds, more digits than promised. The reader stands on the value and stays on it.
/// </summary>
public static class LooseValue
{
    /// <summary>Digits kept while a finer decimal is rounded to a scale.</summary>
    private const int WideDecimals = 18;

    /// <summary>Unix seconds stay below this until the year 5138; milliseconds passed it in 1973.</summary>
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>The text of a string or the digits of a number; empty for null and anything else.</summary>
    public static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when reader.ValueIsEscaped => System.Text.Encoding.UTF8.GetBytes(reader.GetString() ?? ""),
        JsonTokenType.String or JsonTokenType.Number => reader.ValueSpan,
        JsonTokenType.True => "true"u8,
        JsonTokenType.False => "false"u8,
        _ => default,
    };

    /// <summary>True when the reader stands on the property of this name; it then moves on to the value.</summary>
    public static bool IsField(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        return true;
    }

    /// <summary>The text as a string, for people and ids.</summary>
    public static string String(ref Utf8JsonReader reader) => System.Text.Encoding.UTF8.GetString(Text(ref reader));

    /// <summary>True for <c>true</c>, <c>"true"</c> and <c>1</c>.</summary>
    public static bool Flag(ref Utf8JsonReader reader)
    {
        var text = Text(ref reader);
        return System.Text.Ascii.EqualsIgnoreCase(text, "true"u8) || text.SequenceEqual("1"u8);
    }

    /// <summary>A decimal scaled by 10^<paramref name="decimals"/>; digits beyond the scale are rounded as named. Empty text is no value.</summary>
    public static bool TryScaled(ReadOnlySpan<byte> text, int decimals, Rounding rounding, out long value)
    {
        if (FixedPointText.TryParse(text, decimals, out value))
        {
            return true;
        }

        if (!FixedPointText.TryParse128(text, WideDecimals, out var wide))
        {
            return false;
        }

        long divisor = 1;
        for (var digit = decimals; digit < WideDecimals; digit++)
        {
            divisor *= 10;
        }

        var (quotient, rest) = Int128.DivRem(wide, divisor);
        if (quotient > long.MaxValue - 1 || quotient < long.MinValue + 1)
        {
            return false;
        }

        value = rest == 0 ? (long)quotient : RoundedDivision.Divide(wide, divisor, rounding);
        return true;
    }

    /// <summary>A price from 0 to 1; average prices finer than 1/10 000 are rounded to the nearest.</summary>
    public static bool TryPrice(ref Utf8JsonReader reader, out Price price)
    {
        var parsed = TryScaled(Text(ref reader), Price.Decimals, Rounding.Nearest, out var units) && units is >= 0 and <= Price.Scale;
        price = parsed ? new Price((int)units) : default;
        return parsed;
    }

    /// <summary>Decimal shares, not negative; finer than a micro-share is cut off.</summary>
    public static bool TrySize(ref Utf8JsonReader reader, out Size size)
    {
        var parsed = TryScaled(Text(ref reader), Size.Decimals, Rounding.Down, out var units) && units >= 0;
        size = parsed ? new Size(units) : default;
        return parsed;
    }

    /// <summary>A 256-bit number in decimal.</summary>
    public static bool TryToken(ref Utf8JsonReader reader, out UInt256 token) => UInt256.TryParse(Text(ref reader), out token);

    /// <summary>0x and 64 hexadecimal digits of either case.</summary>
    public static bool TryHash(ref Utf8JsonReader reader, out Hash256 hash) => Hash256.TryParse(Text(ref reader), out hash);

    public static bool TryGuid(ref Utf8JsonReader reader, out Guid value)
    {
        var text = Text(ref reader);
        return Utf8Parser.TryParse(text, out value, out var consumed, 'D') && consumed == text.Length;
    }

    /// <summary>A whole number.</summary>
    public static bool TryInteger(ref Utf8JsonReader reader, out long value)
    {
        var text = Text(ref reader);
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length && text.Length > 0;
    }

    /// <summary>A moment in Unix seconds or milliseconds, told apart by magnitude.</summary>
    public static bool TryMoment(ref Utf8JsonReader reader, out Timestamp moment)
    {
        var parsed = TryInteger(ref reader, out var value) && value is >= 0 and < FirstMilliseconds * 1000;
        moment = !parsed ? default
            : value < FirstMilliseconds ? Timestamp.FromSeconds(value)
            : Timestamp.FromMilliseconds(value);
        return parsed;
    }

    /// <summary>Reads <c>BUY</c> or <c>SELL</c> in any case.</summary>
    public static bool TrySide(ref Utf8JsonReader reader, out Side side)
    {
        var text = Text(ref reader);
        side = System.Text.Ascii.EqualsIgnoreCase(text, "SELL"u8) ? Side.Sell : Side.Buy;
        return side == Side.Sell || System.Text.Ascii.EqualsIgnoreCase(text, "BUY"u8);
    }
}
