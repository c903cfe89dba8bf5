using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Credentials;

/// <summary>
/// One API credential: key, secret, passphrase. It belongs to one worker epoch and is that epoch's fence at the venue, which scopes
/// orders, cancels and heartbeats by it. Secret and passphrase never print.
/// </summary>
[DebuggerDisplay("{Key}")]
public sealed class ApiCredential
{
    /// <summary>Characters of a signature: 32 bytes in base64 with padding.</summary>
    public const int SignatureCharacters = 44;

    /// <summary>Single orders and what goes with them lie below; longer messages (batches) take the heap.</summary>
    private const int StackBytes = 2048;

    private const int TimestampCharacters = 20;

    /// <summary>The block of SHA-256, to which HMAC fills its key.</summary>
    private const int BlockBytes = 64;

    // The key with the pads of HMAC (RFC 2104) on it. Two plain digests take half the time of the library's HMAC, which looks
    // its algorithm up at every call.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _inner;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _outer;

    /// <param name="key">The public id of the credential.</param>
    /// <param name="secret">Base64 in either alphabet, with or without padding.</param>
    /// <exception cref="SigningException">The secret is not base64, or a part is empty; the field says which, no part is repeated.</exception>
    public ApiCredential(string key, string secret, string passphrase)
    {
        Key = NotEmpty(key, nameof(key));
        SecretText = NotEmpty(secret, nameof(secret));
        Passphrase = NotEmpty(passphrase, nameof(passphrase));
        var decoded = Decode(secret);
        _inner = Padded(decoded, 0x36);
        _outer = Padded(decoded, 0x5C);
        CryptographicOperations.ZeroMemory(decoded);
    }

    /// <summary>The credential's id: the <c>owner</c> of its orders.</summary>
    public string Key { get; }

    /// <summary>As the venue gave it, for the subscriptions that carry it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string SecretText { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Passphrase { get; }

    /// <summary>As the other overload, as text.</summary>
    public string Sign(long unixSeconds, string method, string path, ReadOnlySpan<byte> body)
    {
        Span<byte> signature = stackalloc byte[SignatureCharacters];
        Sign(unixSeconds, method, path, body, signature);
        return Encoding.ASCII.GetString(signature);
    }

    /// <summary>
    /// The L2 signature: HMAC-SHA256 over seconds, method, path and the very body bytes, in base64 with <c>-</c> and <c>_</c>,
    /// padding kept. Allocates nothing for messages of up to 2 KB.
    /// </summary>
    /// <param name="path">Without host and without query.</param>
    /// <param name="signature"><see cref="SignatureCharacters"/> ASCII bytes.</param>
    public void Sign(long unixSeconds, string method, string path, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        var length = BlockBytes + TimestampCharacters + Encoding.UTF8.GetMaxByteCount(method.Length + path.Length) + body.Length;
        var message = length <= StackBytes ? stackalloc byte[StackBytes] : new byte[length];
        _inner.CopyTo(message);
        _ = Utf8Formatter.TryFormat(unixSeconds, message[BlockBytes..], out var written);
        written += BlockBytes;
        written += Encoding.UTF8.GetBytes(method, message[written..]);
        written += Encoding.UTF8.GetBytes(path, message[written..]);
        body.CopyTo(message[written..]);
        Span<byte> outer = stackalloc byte[BlockBytes + SHA256.HashSizeInBytes];
        _outer.CopyTo(outer);
        _ = SHA256.HashData(message[..(written + body.Length)], outer[BlockBytes..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(outer, digest);
        _ = Base64.EncodeToUtf8(digest, signature, out _, out _);
        signature[..SignatureCharacters].Replace((byte)'+', (byte)'-');
        signature[..SignatureCharacters].Replace((byte)'/', (byte)'_');
    }

    public override string ToString() => $"credential {Key}";

    private static string NotEmpty(string text, string field) =>
        text.Length > 0 ? text : throw new SigningException($"An API credential needs key, secret and passphrase; its {field} is empty.") { Field = field };

    private static byte[] Padded(byte[] key, byte pad)
    {
        var block = new byte[BlockBytes];
        (key.Length > BlockBytes ? SHA256.HashData(key) : key).CopyTo(block, 0);
        for (var index = 0; index < block.Length; index++)
        {
            block[index] ^= pad;
        }

        return block;
    }

    private static byte[] Decode(string secret)
    {
        var standard = secret.Trim().TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var padded = standard.PadRight((standard.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return padded.Length > 0 && Convert.TryFromBase64String(padded, bytes, out var written)
            ? bytes[..written]
            : throw new SigningException("The secret of an API credential must be base64 text.") { Field = nameof(secret) };
    }
}
