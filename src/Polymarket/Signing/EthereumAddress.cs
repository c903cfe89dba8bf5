using System.Buffers;
using System.Buffers.Binary;

namespace PolyCloud.Polymarket.Signing;

/// <summary>A 20-byte address. Written with the EIP-55 checksum; read in any case, and with the checksum proved where the case is mixed.</summary>
public readonly record struct EthereumAddress(ulong A, ulong B, uint C)
{
    public const int Bytes = 20;

    private const int TextLength = 2 + (2 * Bytes);

    public bool IsZero => A == 0 && B == 0 && C == 0;

    public static EthereumAddress FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]));

    /// <summary>The address of an uncompressed public key: the last 20 bytes of the Keccak-256 of its 64 coordinate bytes.</summary>
    public static EthereumAddress FromPublicKey(ReadOnlySpan<byte> coordinates)
    {
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(coordinates, digest);
        return FromBytes(digest[12..]);
    }

    /// <summary>Reads <c>0x</c> and 40 hexadecimal digits; false where the case is mixed and is not the checksum.</summary>
    public static bool TryParse(string text, out EthereumAddress address)
    {
        address = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length != TextLength
            || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || Convert.FromHexString(text.AsSpan(2), bytes, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        var parsed = FromBytes(bytes);
        var digits = text.AsSpan(2);
        var mixed = digits.IndexOfAnyInRange('a', 'f') >= 0 && digits.IndexOfAnyInRange('A', 'F') >= 0;
        if (mixed && !parsed.ToString().AsSpan(2).SequenceEqual(digits))
        {
            return false;
        }

        address = parsed;
        return true;
    }

    /// <summary>For the constants of this project.</summary>
    /// <exception cref="FormatException">Not an address, or its checksum is wrong.</exception>
    public static EthereumAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is no address, or its checksum is wrong.");

    /// <summary>Writes 20 big-endian bytes.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], C);
    }

    /// <summary>Writes the 32-byte word of the contract encoding: twelve zero bytes, then the address.</summary>
    public void WriteWord(Span<byte> word)
    {
        word[..12].Clear();
        WriteTo(word[12..]);
    }

    /// <summary><c>0x</c> and 40 digits in the case of EIP-55: a letter is upper case where the digest of the lower-case text has a nibble of 8 or more.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        WriteTo(bytes);
        Span<byte> digits = stackalloc byte[2 * Bytes];
        _ = Convert.TryToHexStringLower(bytes, digits, out _);
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(digits, digest);
        Span<char> text = stackalloc char[TextLength];
        text[0] = '0';
        text[1] = 'x';
        for (var index = 0; index < digits.Length; index++)
        {
            var nibble = index % 2 == 0 ? digest[index / 2] >> 4 : digest[index / 2] & 0xF;
            var digit = (char)digits[index];
            text[index + 2] = nibble >= 8 ? char.ToUpperInvariant(digit) : digit;
        }

        return new string(text);
    }
}
