using System.Buffers;
using System.Buffers.Binary;

namespace PolyCloud.Engine.Values;

/// <summary>20 bytes of a SHA-1, as the venue names a state of a book. Compared without allocation; zero means none.</summary>
public readonly record struct Hash160(ulong A, ulong B, uint C)
{
    /// <summary>Bytes of the hash; its text has two digits for each.</summary>
    public const int ByteCount = 20;

    public bool IsZero => (A | B | C) == 0;

    /// <summary>Reads 20 big-endian bytes.</summary>
    public static Hash160 FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]));

    /// <summary>Reads 40 hexadecimal digits without a prefix, as the venue writes them.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Hash160 hash)
    {
        hash = default;
        Span<byte> bytes = stackalloc byte[ByteCount];
        if (text.Length != 2 * ByteCount || Convert.FromHexString(text, bytes, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        hash = FromBytes(bytes);
        return true;
    }

    /// <summary>Writes 40 lower-case hexadecimal digits.</summary>
    public void Format(Span<byte> text)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], C);
        _ = Convert.TryToHexStringLower(bytes, text, out _);
    }

    public override string ToString()
    {
        Span<byte> text = stackalloc byte[2 * ByteCount];
        Format(text);
        return System.Text.Encoding.ASCII.GetString(text);
    }
}
