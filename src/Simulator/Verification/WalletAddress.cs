using System.Buffers;
using System.Text;

namespace PolyCloud.Simulator.Verification;

/// <summary>The 20 bytes of an Ethereum address. Compared by value, whatever the case of its text.</summary>
public readonly record struct WalletAddress(ulong High, ulong Middle, uint Low)
{
    /// <summary>Reads <c>0x</c> and 40 hexadecimal digits of any case.</summary>
    public static bool TryParse(string? text, out WalletAddress address)
    {
        address = default;
        Span<byte> bytes = stackalloc byte[20];
        if (text is not { Length: 42 } || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || Convert.FromHexString(text.AsSpan(2), bytes, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        address = FromBytes(bytes);
        return true;
    }

    /// <summary>Reads 20 big-endian bytes.</summary>
    public static WalletAddress FromBytes(ReadOnlySpan<byte> bytes) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]));

    /// <summary>Writes 20 big-endian bytes.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Middle);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], Low);
    }

    /// <summary>Mixed-case text with the checksum of EIP-55, as the venue writes addresses.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[20];
        WriteTo(bytes);
        var digits = Convert.ToHexStringLower(bytes);
        var checksum = Keccak256.Hash(Encoding.ASCII.GetBytes(digits));
        var text = new char[42];
        (text[0], text[1]) = ('0', 'x');
        for (var index = 0; index < 40; index++)
        {
            var nibble = (checksum[index / 2] >> (index % 2 == 0 ? 4 : 0)) & 0xF;
            text[index + 2] = nibble >= 8 ? char.ToUpperInvariant(digits[index]) : digits[index];
        }

        return new string(text);
    }
}
