namespace PolyCloud.Polymarket.Signing;

/// <summary>
/// ECDSA on secp256k1 by the library of Bitcoin Core: recoverable signatures with RFC 6979 nonces and low s. The context is made
/// at the first use, so a missing library is an error only where something must be signed.
/// </summary>
public static class Secp256k1
{
    /// <summary>x and y of a public key.</summary>
    public const int PublicKeyBytes = 64;

    /// <summary>r, s and v.</summary>
    public const int SignatureBytes = 65;

    private const byte FirstV = 27;
    private const int DigestBytes = 32;
    private const int SerializedBytes = PublicKeyBytes + 1;
    private const int OpaqueKeyBytes = 64;
    private const int OpaqueSignatureBytes = 65;

    private static readonly Lazy<nint> Context = new(CreateContext);

    /// <summary>Writes the 64 coordinate bytes of the key's public point.</summary>
    /// <exception cref="SigningException">The key is out of range or the library is missing.</exception>
    public static void PublicKey(ReadOnlySpan<byte> key, Span<byte> coordinates)
    {
        Span<byte> point = stackalloc byte[OpaqueKeyBytes];
        if (Secp256k1Native.CreatePublicKey(Context.Value, point, key) != 1)
        {
            throw new SigningException("The curve refused the private key.");
        }

        Serialize(point, coordinates);
    }

    /// <summary>Signs a 32-byte digest; v is 27 or 28.</summary>
    /// <exception cref="SigningException">The curve refused the key.</exception>
    public static void Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> digest, Span<byte> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(digest.Length, DigestBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(signature.Length, SignatureBytes);
        Span<byte> opaque = stackalloc byte[OpaqueSignatureBytes];
        if (Secp256k1Native.SignRecoverable(Context.Value, opaque, digest, key, 0, 0) != 1)
        {
            throw new SigningException("The curve refused to sign with this key.");
        }

        _ = Secp256k1Native.SerializeRecoverable(Context.Value, signature, out var recovery, opaque);
        signature[SignatureBytes - 1] = (byte)(FirstV + recovery);
    }

    /// <summary>The address whose key signed the digest; false for anything that is no signature. High s is refused, as the contracts do.</summary>
    public static bool TryRecover(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, out EthereumAddress address)
    {
        address = default;
        Span<byte> opaque = stackalloc byte[OpaqueSignatureBytes];
        Span<byte> point = stackalloc byte[OpaqueKeyBytes];
        if (digest.Length != DigestBytes
            || signature.Length != SignatureBytes
            || signature[SignatureBytes - 1] is not (FirstV or FirstV + 1)
            || signature[DigestBytes..(2 * DigestBytes)].SequenceCompareTo(HalfOrder) > 0
            || Secp256k1Native.ParseRecoverable(Context.Value, opaque, signature, signature[SignatureBytes - 1] - FirstV) != 1
            || Secp256k1Native.Recover(Context.Value, point, opaque, digest) != 1)
        {
            return false;
        }

        Span<byte> coordinates = stackalloc byte[PublicKeyBytes];
        Serialize(point, coordinates);
        address = EthereumAddress.FromPublicKey(coordinates);
        return true;
    }

    /// <summary>Half the group order: the largest s a canonical signature may have (EIP-2).</summary>
    private static ReadOnlySpan<byte> HalfOrder =>
    [
        0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0x5D, 0x57, 0x6E, 0x73, 0x57, 0xA4, 0x50, 0x1D, 0xDF, 0xE9, 0x2F, 0x46, 0x68, 0x1B, 0x20, 0xA0,
    ];

    private static void Serialize(ReadOnlySpan<byte> point, Span<byte> coordinates)
    {
        Span<byte> serialized = stackalloc byte[SerializedBytes];
        nuint length = SerializedBytes;
        _ = Secp256k1Native.SerializePublicKey(Context.Value, serialized, ref length, point, Secp256k1Native.Uncompressed);
        serialized[1..].CopyTo(coordinates);
    }

    private static nint CreateContext()
    {
        try
        {
            var context = Secp256k1Native.CreateContext(Secp256k1Native.SignAndVerify);
            return context != 0 ? context : throw new SigningException("libsecp256k1 made no context.");
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            throw Missing(exception);
        }
    }

    /// <summary>What a person is told where the library cannot be loaded.</summary>
    internal static SigningException Missing(Exception cause) => new(
        $"Nothing can be signed: {Secp256k1Native.Library} with recoverable signatures is not installed. On Debian or Ubuntu: apt-get install libsecp256k1-1",
        cause)
    {
        Field = Secp256k1Native.Library,
    };
}
