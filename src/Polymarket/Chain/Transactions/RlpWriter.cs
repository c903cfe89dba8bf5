using System.Buffers;
using System.Buffers.Binary;

namespace PolyCloud.Polymarket.Chain.Transactions;

/// <summary>Recursive length prefix encoding (Ethereum yellow paper, appendix B) of one list of byte strings, numbers and empty lists.</summary>
public sealed class RlpWriter
{
    private const byte ShortString = 0x80;
    private const byte ShortList = 0xC0;
    private const int LongestShort = 55;

    private readonly ArrayBufferWriter<byte> _content = new(256);

    public RlpWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 1 || bytes[0] >= ShortString)
        {
            Header(_content, ShortString, bytes.Length);
        }

        _content.Write(bytes);
        return this;
    }

    /// <summary>Big-endian without leading zeros; zero is the empty string.</summary>
    public RlpWriter Number(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return Number(bytes);
    }

    /// <summary>A big-endian number: leading zeros are dropped.</summary>
    public RlpWriter Number(ReadOnlySpan<byte> bigEndian) => Bytes(bigEndian.TrimStart((byte)0));

    public RlpWriter EmptyList()
    {
        _content.Write([ShortList]);
        return this;
    }

    /// <summary>Everything written so far as one list, behind a type byte.</summary>
    public byte[] ToList(byte type)
    {
        var list = new ArrayBufferWriter<byte>(_content.WrittenCount + 8);
        list.Write([type]);
        Header(list, ShortList, _content.WrittenCount);
        list.Write(_content.WrittenSpan);
        return list.WrittenSpan.ToArray();
    }

    private static void Header(ArrayBufferWriter<byte> output, byte first, int length)
    {
        if (length <= LongestShort)
        {
            output.Write([(byte)(first + length)]);
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        var digits = bytes.TrimStart((byte)0);
        output.Write([(byte)(first + LongestShort + digits.Length)]);
        output.Write(digits);
    }
}
