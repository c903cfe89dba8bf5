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
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _secret;

    /// <param name="key">The public id of the credential.</param>
    /// <param name="secret">Base64 in either alphabet, with or without padding.</param>
    /// <exception cref="SigningException">The secret is not base64, or a part is empty; no part is repeated.</exception>
    public ApiCredential(string key, string secret, string passphrase)
    {
        if (key.Length == 0 || passphrase.Length == 0)
        {
            throw new SigningException("An API credential needs key, secret and passphrase; one of them is empty.");
        }

        Key = key;
        SecretText = secret;
        Passphrase = passphrase;
        _secret = Decode(secret);
    }

    /// <summary>The credential's id: the <c>owner</c> of its orders.</summary>
    public string Key { get; }

    /// <summary>As the venue gave it, for the subscriptions that carry it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string SecretText { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Passphrase { get; }

    /// <summary>
    /// The L2 signature: HMAC-SHA256 over seconds, method, path and the very body bytes, in base64 with <c>-</c> and <c>_</c>,
    /// padding kept.
    /// </summary>
    /// <param name="path">Without host and without query.</param>
    public string Sign(long unixSeconds, string method, string path, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(unixSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture) + method + path);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        hash.AppendData(head);
        hash.AppendData(body);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = hash.GetHashAndReset(digest);
        return Convert.ToBase64String(digest).Replace('+', '-').Replace('/', '_');
    }

    public override string ToString() => $"credential {Key}";

    private static byte[] Decode(string secret)
    {
        var standard = secret.Trim().TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var padded = standard.PadRight((standard.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return padded.Length > 0 && Convert.TryFromBase64String(padded, bytes, out var written)
            ? bytes[..written]
            : throw new SigningException("The secret of an API credential must be base64 text.");
    }
}
