using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>Hashing of typed data (EIP-712): a struct is its type's hash and one word for each field.</summary>
internal static class StructHash
{
    /// <summary>The hash of a struct whose fields are all words, or hashes where they are dynamic.</summary>
    public static Hash256 Of(string type, AbiEncoder fields) => Digest([.. Keccak256.HashText(type), .. fields.ToArray()]);

    public static Hash256 Text(string text) => Hash256.FromBytes(Keccak256.HashText(text));

    public static Hash256 Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(bytes, digest);
        return Hash256.FromBytes(digest);
    }

    /// <summary>What is signed of a struct under a domain.</summary>
    public static Hash256 Signed(in Hash256 domain, in Hash256 message)
    {
        Span<byte> bytes = stackalloc byte[2 + (2 * Keccak256.DigestBytes)];
        bytes[0] = 0x19;
        bytes[1] = 0x01;
        domain.WriteTo(bytes[2..]);
        message.WriteTo(bytes[(2 + Keccak256.DigestBytes)..]);
        return Digest(bytes);
    }

    public static byte[] Bytes(in Hash256 hash)
    {
        var bytes = new byte[Keccak256.DigestBytes];
        hash.WriteTo(bytes);
        return bytes;
    }
}
