using System.Security.Cryptography;
using System.Text;

namespace PolyCloud.Orchestrations.Replay;

/// <summary>Ids from what names a run: the first 16 bytes of SHA-256 over instance, run and number, marked as version 8 (RFC 9562).</summary>
internal static class DeterministicId
{
    public static Guid Of(string instanceId, int run, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{instanceId}\n{run}\n{number}"));
        Span<byte> bytes = hash.AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
