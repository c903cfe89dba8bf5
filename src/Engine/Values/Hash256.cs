using System.Buffers.Binary;

namespace PolyCloud.Engine.Values;

/// <summary>32 bytes that identify something at the venue: an order hash, a condition. Compared and hashed without allocation.</summary>
public readonly record struct Hash256(ulong A, ulong B, ulong C, ulong D)
{
    public bool IsZero => (A | B | C | D) == 0;

    /// <summary>Reads 32 big-endian bytes.</summary>
    public static Hash256 FromBytes(ReadOnlySpan<byte> bytes) => new(
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

    /// <summary>Reads <c>0x</c> and 64 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Hash256 hash)
    {
        hash = default;
        if (text.Length != 66 || text[0] != (byte)'0' || (text[1] | 0x20) != (byte)'x')
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[32];
        if (Convert.FromHexString(text[2..], bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        hash = FromBytes(bytes);
        return true;
    }

    /// <summary>Writes <c>0x</c> and 64 lower-case hexadecimal digits: 66 bytes.</summary>
    public void Format(Span<byte> text)
    {
        Span<byte> bytes = stackalloc byte[32];
        WriteTo(bytes);
        text[0] = (byte)'0';
        text[1] = (byte)'x';
        _ = Convert.TryToHexStringLower(bytes, text[2..], out _);
    }

    public override string ToString()
    {
        Span<byte> text = stackalloc byte[66];
        Format(text);
        return System.Text.Encoding.ASCII.GetString(text);
    }
}
