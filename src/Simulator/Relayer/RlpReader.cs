using System.Numerics;

namespace PolyCloud.Simulator.Relayer;

/// <summary>Reads the items of one list in recursive length prefix encoding; an inner list is given as its content.</summary>
internal static class RlpReader
{
    private const int FirstString = 0x80;
    private const int FirstLongString = 0xB8;
    private const int FirstList = 0xC0;
    private const int FirstLongList = 0xF8;

    /// <summary>The items of the list the bytes hold, each with the position behind it within the list's content.</summary>
    /// <exception cref="FormatException">It is no list, or it ends early.</exception>
    public static List<(byte[] Content, int End)> List(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] < FirstList)
        {
            throw new FormatException("no list");
        }

        var content = Item(bytes, out var length);
        if (length != bytes.Length)
        {
            throw new FormatException("bytes behind the list");
        }

        var items = new List<(byte[], int)>();
        for (var position = 0; position < content.Length;)
        {
            var item = Item(content[position..], out var taken);
            position += taken;
            items.Add((item.ToArray(), position));
        }

        return items;
    }

    /// <summary>The head of a list whose content has this length.</summary>
    public static byte[] Head(int length)
    {
        if (length <= 55)
        {
            return [(byte)(FirstList + length)];
        }

        var digits = new BigInteger(length).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [(byte)(FirstLongList - 1 + digits.Length), .. digits];
    }

    private static ReadOnlySpan<byte> Item(ReadOnlySpan<byte> bytes, out int taken)
    {
        int first = bytes[0];
        var (head, length) = first switch
        {
            < FirstString => (0, 1),
            < FirstLongString => (1, first - FirstString),
            < FirstList => Long(bytes, first - FirstLongString + 1),
            < FirstLongList => (1, first - FirstList),
            _ => Long(bytes, first - FirstLongList + 1),
        };
        taken = head + length;
        return taken <= bytes.Length ? bytes.Slice(head, length) : throw new FormatException("an item beyond the end");
    }

    private static (int Head, int Length) Long(ReadOnlySpan<byte> bytes, int digits)
    {
        if (digits > 3 || bytes.Length <= digits)
        {
            throw new FormatException("a length beyond any transaction");
        }

        return (1 + digits, (int)new BigInteger(bytes.Slice(1, digits), isUnsigned: true, isBigEndian: true));
    }
}
