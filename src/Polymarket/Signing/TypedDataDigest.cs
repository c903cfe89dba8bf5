using System.Runtime.CompilerServices;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Signing;

/// <summary>The last step of EIP-712: the digest of 0x19 0x01, a domain separator and a struct hash.</summary>
public static class TypedDataDigest
{
    private const int Word = 32;

    /// <summary>What a key signs for this message in this domain.</summary>
    [SkipLocalsInit]
    public static Hash256 Compute(in Hash256 domainSeparator, in Hash256 structHash)
    {
        Span<byte> message = stackalloc byte[2 + (2 * Word)];
        message[0] = 0x19;
        message[1] = 0x01;
        domainSeparator.WriteTo(message[2..]);
        structHash.WriteTo(message[(2 + Word)..]);
        Span<byte> digest = stackalloc byte[Word];
        Keccak256.Hash(message, digest);
        return Hash256.FromBytes(digest);
    }
}
