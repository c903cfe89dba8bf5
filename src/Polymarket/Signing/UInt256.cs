using System.Buffers.Binary;

namespace PolyCloud.Polymarket.Signing;

/// <summary>An unsigned 256-bit number, most significant word first: a token id as the contracts see it. The wire writes it in decimal.</summary>
public readonly record struct UInt256(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Decimal digits of the largest value.</summary>
    public const int MaximumDigits = 78;

    /// <summary>The largest power of ten in 64 bits; digits are taken in groups of 19.</summary>
    private const ulong Group = 10_000_000_000_000_000_000UL;

    private const int GroupDigits = 19;

    public bool IsZero => (A | B | C | D) == 0;

    public static UInt256 From(ulong value) => new(0, 0, 0, value);

    /// <summary>Reads 1 to 78 decimal digits, nothing else; false where they exceed 2^256 − 1.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out UInt256 value)
    {
        value = default;
        if (text.Length is 0 or > MaximumDigits)
        {
            return false;
        }

        var parsed = default(UInt256);
        while (text.Length > 0)
        {
            var taken = Math.Min(GroupDigits, text.Length);
            ulong part = 0;
            ulong scale = 1;
            foreach (var character in text[..taken])
            {
                var digit = unchecked((uint)(character - (byte)'0'));
                if (digit > 9)
                {
                    return false;
                }

                part = (part * 10) + digit;
                scale *= 10;
            }

            if (!parsed.TryMultiplyAdd(scale, part, out parsed))
            {
                return false;
            }

            text = text[taken..];
        }

        value = parsed;
        return true;
    }

    /// <summary>As the byte overload, for settings and specifications.</summary>
    public static bool TryParse(string text, out UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[MaximumDigits];
        value = default;
        return text.Length <= MaximumDigits
            && System.Text.Ascii.FromUtf16(text, bytes, out var written) == System.Buffers.OperationStatus.Done
            && TryParse(bytes[..written], out value);
    }

    /// <summary>Reads 32 big-endian bytes.</summary>
    public static UInt256 FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    /// <summary>Writes 32 big-endian bytes.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], D);
    }

    /// <summary>Writes decimal digits without leading zeros, at most <see cref="MaximumDigits"/> bytes.</summary>
    /// <returns>The number of bytes written.</returns>
    public int Format(Span<byte> destination)
    {
        Span<byte> reversed = stackalloc byte[5 * GroupDigits];
        var rest = this;
        var length = 0;
        do
        {
            (rest, var part) = rest.DivideByGroup();
            for (var position = 0; position < GroupDigits && (part != 0 || !rest.IsZero || position == 0); position++)
            {
                reversed[length++] = (byte)((byte)'0' + (byte)(part % 10));
                part /= 10;
            }
        }
        while (!rest.IsZero);

        for (var index = 0; index < length; index++)
        {
            destination[index] = reversed[length - 1 - index];
        }

        return length;
    }

    /// <summary>The decimal digits, as the wire writes a token id.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaximumDigits];
        return System.Text.Encoding.ASCII.GetString(text[..Format(text)]);
    }

    private bool TryMultiplyAdd(ulong factor, ulong addend, out UInt256 result)
    {
        var carry = (UInt128)addend;
        var d = Step(D, factor, ref carry);
        var c = Step(C, factor, ref carry);
        var b = Step(B, factor, ref carry);
        var a = Step(A, factor, ref carry);
        result = new UInt256(a, b, c, d);
        return carry == 0;
    }

    private static ulong Step(ulong word, ulong factor, ref UInt128 carry)
    {
        carry += (UInt128)word * factor;
        var low = (ulong)(carry & ulong.MaxValue);
        carry >>= 64;
        return low;
    }

    private (UInt256 Quotient, ulong Remainder) DivideByGroup()
    {
        ulong rest = 0;
        var a = DivideWord(A, ref rest);
        var b = DivideWord(B, ref rest);
        var c = DivideWord(C, ref rest);
        var d = DivideWord(D, ref rest);
        return (new UInt256(a, b, c, d), rest);
    }

    private static ulong DivideWord(ulong word, ref ulong rest)
    {
        var (quotient, remainder) = UInt128.DivRem(new UInt128(rest, word), Group);
        rest = (ulong)remainder;
        return (ulong)quotient;
    }
}
