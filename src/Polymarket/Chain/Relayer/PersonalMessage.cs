using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>A signature over 32 bytes as a wallet signs a message for a person (EIP-191, version 0x45).</summary>
internal static class PersonalMessage
{
    private static ReadOnlySpan<byte> Prefix => "\u0019Ethereum Signed Message:\n32"u8;

    public static byte[] Sign(PrivateKey key, ReadOnlySpan<byte> digest)
    {
        Span<byte> message = stackalloc byte[Prefix.Length + Keccak256.DigestBytes];
        Prefix.CopyTo(message);
        digest.CopyTo(message[Prefix.Length..]);
        Span<byte> hash = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(message, hash);
        var signature = new byte[Secp256k1.SignatureBytes];
        key.Sign(hash, signature);
        return signature;
    }
}
