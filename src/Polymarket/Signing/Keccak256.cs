using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PolyCloud.Polymarket.Signing;

/// <summary>
/// Keccak-256 as Ethereum uses it (Keccak submission 3, padding 0x01, before SHA-3 changed it). Stack buffers only.
/// </summary>
public static class Keccak256
{
    public const int DigestBytes = 32;

    private const int RateBytes = 136;

    /// <summary>Writes the 32-byte digest of <paramref name="data"/>.</summary>
    [SkipLocalsInit]
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        Span<ulong> state = stackalloc ulong[KeccakPermutation.Lanes];
        state.Clear();
        while (data.Length >= RateBytes)
        {
            Absorb(state, data[..RateBytes]);
            data = data[RateBytes..];
        }

        Span<byte> last = stackalloc byte[RateBytes];
        last.Clear();
        data.CopyTo(last);
        last[data.Length] = 0x01;
        last[RateBytes - 1] |= 0x80;
        Absorb(state, last);
        for (var lane = 0; lane < DigestBytes / 8; lane++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(digest[(lane * 8)..], state[lane]);
        }
    }

    /// <summary>The digest of text in UTF-8, for type strings and names.</summary>
    public static byte[] HashText(string text)
    {
        var digest = new byte[DigestBytes];
        Hash(System.Text.Encoding.UTF8.GetBytes(text), digest);
        return digest;
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        for (var lane = 0; lane < RateBytes / 8; lane++)
        {
            state[lane] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(lane * 8)..]);
        }

        KeccakPermutation.Apply(state);
    }
}
