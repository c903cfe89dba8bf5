using System.Security.Cryptography;
using System.Text;

namespace PolyCloud.Simulator.Verification;

/// <summary>Level 2 authentication: HMAC-SHA256 over timestamp, method, path without query, and the exact body.</summary>
public static class RequestHmac
{
    /// <summary>True where the header's text is the signature of just these parts. Both base-64 alphabets are read, padding kept or not.</summary>
    /// <param name="secret">The credential's secret as it was handed out.</param>
    public static bool Verify(string secret, string timestamp, string method, string path, ReadOnlySpan<byte> body, string signature)
    {
        if (!TryDecode(secret, out var key) || !TryDecode(signature, out var given))
        {
            return false;
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp + method + path));
        hmac.AppendData(body);
        return CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), given);
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        var standard = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var padded = standard.PadRight((standard.Length + 3) / 4 * 4, '=');
        bytes = new byte[padded.Length];
        var decoded = Convert.TryFromBase64String(padded, bytes, out var length);
        Array.Resize(ref bytes, decoded ? length : 0);
        return decoded;
    }
}
