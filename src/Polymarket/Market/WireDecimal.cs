using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Market;

/// <summary>
/// Decimal text of a frame as a scaled integer. The same numbers as <see cref="FixedPointText"/>, but in 64 bits for texts
/// of up to 18 digits, which all prices and sizes of frames are; longer ones go there.
/// </summary>
internal static class WireDecimal
{
    /// <summary>Digits, kept and appended ones together, that cannot overflow 64 bits.</summary>
    private const int SafeDigits = 18;

    private static readonly long[] PowersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    /// <param name="decimals">0 to 6.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        if (text.Length + decimals > SafeDigits)
        {
            return FixedPointText.TryParse(text, decimals, out value);
        }

        long scaled = 0;
        var point = -1;
        for (var index = 0; index < text.Length; index++)
        {
            var digit = unchecked((uint)(text[index] - (byte)'0'));
            if (digit <= 9)
            {
                scaled = unchecked((scaled * 10) + digit);
            }
            else if (text[index] == (byte)'.' && point < 0)
            {
                point = index;
            }
            else
            {
                // A sign, an exponent, anything odd: the careful reader decides.
                return FixedPointText.TryParse(text, decimals, out value);
            }
        }

        return TryScale(scaled, text.Length, point < 0 ? -1 : text.Length - point - 1, decimals, out value)
            || FixedPointText.TryParse(text, decimals, out value);
    }

    /// <summary>The scaled value of digits that were read from a text of digits and at most one point.</summary>
    /// <param name="digits">The digits without the point; meaningless where they were too many.</param>
    /// <param name="length">Characters of the text, the point included.</param>
    /// <param name="fraction">Digits behind the point; −1 without a point.</param>
    /// <returns>False where the careful reader has to decide: no digit, too many, or finer than the scale.</returns>
    public static bool TryScale(long digits, int length, int fraction, int decimals, out long value)
    {
        var missing = decimals - Math.Max(fraction, 0);
        if (missing < 0 || length + decimals > SafeDigits || length == (fraction < 0 ? 0 : 1))
        {
            value = 0;
            return false;
        }

        value = unchecked(digits * PowersOfTen[missing]);
        return true;
    }

    public static bool TryPrice(ReadOnlySpan<byte> text, out Price price)
    {
        var parsed = TryParse(text, Price.Decimals, out var units) && units is >= 0 and <= Price.Scale;
        price = parsed ? new Price((int)units) : default;
        return parsed;
    }

    /// <summary>Shares, not negative.</summary>
    public static bool TrySize(ReadOnlySpan<byte> text, out Size size)
    {
        var parsed = TryParse(text, Size.Decimals, out var units) && units >= 0;
        size = parsed ? new Size(units) : default;
        return parsed;
    }

    /// <summary>Unix milliseconds as the venue writes them.</summary>
    public static bool TryMoment(ReadOnlySpan<byte> text, out Timestamp moment)
    {
        // Beyond the year 5138 it is no moment of the venue.
        var parsed = TryParse(text, 0, out var milliseconds) && milliseconds is > 0 and < 100_000_000_000_000;
        moment = parsed ? Timestamp.FromMilliseconds(milliseconds) : default;
        return parsed;
    }

    public static bool TrySide(ReadOnlySpan<byte> text, out Side side)
    {
        side = text.SequenceEqual("SELL"u8) ? Side.Sell : Side.Buy;
        return side == Side.Sell || text.SequenceEqual("BUY"u8);
    }
}
