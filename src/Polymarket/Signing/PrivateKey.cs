using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;

namespace PolyCloud.Polymarket.Signing;

/// <summary>
/// The wallet's secp256k1 key. It never prints itself, not to text, not in a debugger, not in an exception, and is wiped on disposal.
/// </summary>
[DebuggerDisplay("private key")]
public sealed class PrivateKey : IDisposable
{
    /// <summary>The environment variable people give it in; named in every error.</summary>
    public const string Variable = "POLYCLOUD_PRIVATE_KEY";

    private const int KeyBytes = 32;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _key;

    private PrivateKey(byte[] key)
    {
        _key = key;
        Span<byte> coordinates = stackalloc byte[Secp256k1.PublicKeyBytes];
        Secp256k1.PublicKey(key, coordinates);
        Address = EthereumAddress.FromPublicKey(coordinates);
    }

    /// <summary>The account this key controls.</summary>
    public EthereumAddress Address { get; }

    /// <summary>The curve's group order n: a key lies between 1 and n − 1 (SEC 2, section 2.4.1).</summary>
    private static ReadOnlySpan<byte> GroupOrder =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE,
        0xBA, 0xAE, 0xDC, 0xE6, 0xAF, 0x48, 0xA0, 0x3B, 0xBF, 0xD2, 0x5E, 0x8C, 0xD0, 0x36, 0x41, 0x41,
    ];

    /// <summary>Reads 64 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <exception cref="SigningException">Not 32 bytes, out of range, or the native library is missing. The text is never repeated.</exception>
    public static PrivateKey FromHex(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            text = text[2..];
        }

        var key = new byte[KeyBytes];
        if (text.Length != 2 * KeyBytes || Convert.FromHexString(text, key, out _, out _) != OperationStatus.Done)
        {
            CryptographicOperations.ZeroMemory(key);
            throw new SigningException($"{Variable} must be 64 hexadecimal digits (32 bytes), with or without 0x.") { Field = Variable };
        }

        if (!key.AsSpan().ContainsAnyExcept((byte)0) || key.AsSpan().SequenceCompareTo(GroupOrder) >= 0)
        {
            CryptographicOperations.ZeroMemory(key);
            throw new SigningException($"{Variable} is not a usable key: it must lie between 1 and the order of the curve secp256k1.") { Field = Variable };
        }

        return new PrivateKey(key);
    }

    /// <summary>Signs a 32-byte digest (RFC 6979, low s): r, s and v = 27 or 28, 65 bytes.</summary>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public void Sign(ReadOnlySpan<byte> digest, Span<byte> signature)
    {
        // A wiped key is all zero, which the curve refuses: it can never sign.
        ObjectDisposedException.ThrowIf(!_key.AsSpan().ContainsAnyExcept((byte)0), this);
        Secp256k1.Sign(_key, digest, signature);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    public override string ToString() => "private key of " + Address;
}
