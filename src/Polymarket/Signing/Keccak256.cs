using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PolyCloud.Polymarket.Signing;

/// <summary>
/// Keccak-256 as Ethereum uses it (Keccak submission 3, padding 0x01, before SHA-3 changed it). Stack buffers only.
/// </summary>
public static class Keccak256
{
    public const int DigestBytes = 32;

    private const int Lanes = 25;
    private const int RateBytes = 136;

    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000,
        0x000000000000808B, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
        0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003,
        0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
        0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    private static ReadOnlySpan<byte> Rotations =>
        [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    private static ReadOnlySpan<byte> Destinations =>
        [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

    /// <summary>Writes the 32-byte digest of <paramref name="data"/>.</summary>
    [SkipLocalsInit]
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        Span<ulong> state = stackalloc ulong[Lanes];
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

        Permute(state);
    }

    private static void Permute(Span<ulong> state)
    {
        Span<ulong> parity = stackalloc ulong[5];
        foreach (var constant in RoundConstants)
        {
            for (var column = 0; column < 5; column++)
            {
                parity[column] = state[column] ^ state[column + 5] ^ state[column + 10] ^ state[column + 15] ^ state[column + 20];
            }

            for (var column = 0; column < 5; column++)
            {
                var mixed = parity[(column + 4) % 5] ^ ulong.RotateLeft(parity[(column + 1) % 5], 1);
                for (var lane = column; lane < Lanes; lane += 5)
                {
                    state[lane] ^= mixed;
                }
            }

            var carried = state[1];
            for (var step = 0; step < Destinations.Length; step++)
            {
                var destination = Destinations[step];
                (state[destination], carried) = (ulong.RotateLeft(carried, Rotations[step]), state[destination]);
            }

            for (var row = 0; row < Lanes; row += 5)
            {
                var (first, second) = (state[row], state[row + 1]);
                state[row] ^= ~second & state[row + 2];
                state[row + 1] ^= ~state[row + 2] & state[row + 3];
                state[row + 2] ^= ~state[row + 3] & state[row + 4];
                state[row + 3] ^= ~state[row + 4] & first;
                state[row + 4] ^= ~first & second;
            }

            state[0] ^= constant;
        }
    }
}
