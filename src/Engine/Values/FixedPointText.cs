namespace PolyCloud.Engine.Values;

/// <summary>Decimal text to and from scaled integers, straight from UTF-8, without floating point or allocation.</summary>
public static class FixedPointText
{
    /// <summary>
    /// Reads plain decimal text (<c>0.47</c>, <c>12</c>, <c>.5</c>, <c>-3.25</c>) as an integer scaled by 10^<paramref name="decimals"/>.
    /// Digits beyond the scale must be zero; exponents, signs other than a leading minus, and empty text are refused.
    /// </summary>
    /// <param name="text">UTF-8 bytes of the number, nothing else.</param>
    /// <param name="decimals">Digits after the point that the scale keeps, 0 to 18.</param>
    /// <param name="value">The scaled integer.</param>
    /// <returns>False where the text is no such number or does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        var parsed = TryParse128(text, decimals, out var wide) && wide >= long.MinValue && wide <= long.MaxValue;
        value = parsed ? (long)wide : 0;
        return parsed;
    }

    /// <summary>As <see cref="TryParse"/>, for values up to 38 digits (oracle prices at 18 decimals).</summary>
    public static bool TryParse128(ReadOnlySpan<byte> text, int decimals, out Int128 value)
    {
        value = 0;
        var negative = text.Length > 0 && text[0] == (byte)'-';
        if (negative)
        {
            text = text[1..];
        }

        if (text.Length is 0 or > 60)
        {
            return false;
        }

        UInt128 scaled = 0;
        var digits = 0;
        var fraction = -1;
        foreach (var character in text)
        {
            if (character == (byte)'.')
            {
                if (fraction >= 0)
                {
                    return false;
                }

                fraction = 0;
                continue;
            }

            var digit = unchecked((uint)(character - (byte)'0'));
            if (digit > 9)
            {
                return false;
            }

            digits++;
            if (fraction >= 0 && ++fraction > decimals)
            {
                if (digit != 0)
                {
                    return false;
                }

                continue;
            }

            if (scaled > UInt128.MaxValue / 100)
            {
                return false;
            }

            scaled = (scaled * 10) + digit;
        }

        for (var kept = Math.Clamp(fraction, 0, decimals); kept < decimals; kept++)
        {
            if (scaled > UInt128.MaxValue / 100)
            {
                return false;
            }

            scaled *= 10;
        }

        if (digits == 0 || scaled > (UInt128)Int128.MaxValue)
        {
            return false;
        }

        value = negative ? -(Int128)scaled : (Int128)scaled;
        return true;
    }

    /// <summary>Writes the shortest plain decimal text (<c>0.1</c>, <c>12480.06</c>, <c>10421</c>), as the venue writes prices and sizes.</summary>
    /// <param name="value">The scaled integer.</param>
    /// <param name="decimals">The scale's digits after the point, 0 to 18.</param>
    /// <param name="destination">At least 41 bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Format(Int128 value, int decimals, Span<byte> destination)
    {
        Span<byte> reversed = stackalloc byte[64];
        var negative = value < 0;
        var rest = negative ? (UInt128)(-value) : (UInt128)value;
        var length = 0;
        var significant = false;
        var position = 0;
        for (; rest > ulong.MaxValue; position++)
        {
            (rest, var digit) = UInt128.DivRem(rest, 10);
            Put(reversed, ref length, ref significant, (uint)digit, position, decimals);
        }

        // Nearly every number is short, and short division is many times as fast.
        for (var narrow = (ulong)rest; narrow > 0 || position <= decimals; position++)
        {
            (narrow, var digit) = Math.DivRem(narrow, 10);
            Put(reversed, ref length, ref significant, (uint)digit, position, decimals);
        }

        var written = 0;
        if (negative)
        {
            destination[written++] = (byte)'-';
        }

        while (length > 0)
        {
            destination[written++] = reversed[--length];
        }

        return written;
    }

    /// <summary>The next digit from the right; zeros at the end of the fraction are left out.</summary>
    private static void Put(Span<byte> reversed, ref int length, ref bool significant, uint digit, int position, int decimals)
    {
        if (position == decimals && significant)
        {
            reversed[length++] = (byte)'.';
        }

        significant |= digit != 0 || position >= decimals;
        if (significant)
        {
            reversed[length++] = (byte)('0' + digit);
        }
    }

    /// <summary>The text of <see cref="Format"/> as a string, for people and logs.</summary>
    public static string ToText(Int128 value, int decimals)
    {
        Span<byte> text = stackalloc byte[64];
        return System.Text.Encoding.ASCII.GetString(text[..Format(value, decimals, text)]);
    }
}
