namespace PolyCloud.Polymarket.Signing;

/// <summary>
/// Keccak-f[1600] (The Keccak reference, version 3.0, section 1.2), a round written out with the 25 lanes in local variables: the
/// rotations and lane numbers become constants of the machine code. Lane x + 5y is A[x, y] of the reference.
/// </summary>
internal static class KeccakPermutation
{
    internal const int Lanes = 25;

    private static readonly ulong[] RoundConstants =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000,
        0x000000000000808B, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
        0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003,
        0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
        0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    /// <summary>Applies all 24 rounds to a state of <see cref="Lanes"/> words.</summary>
    internal static void Apply(Span<ulong> state)
    {
        var (a0, a1, a2, a3, a4) = (state[0], state[1], state[2], state[3], state[4]);
        var (a5, a6, a7, a8, a9) = (state[5], state[6], state[7], state[8], state[9]);
        var (a10, a11, a12, a13, a14) = (state[10], state[11], state[12], state[13], state[14]);
        var (a15, a16, a17, a18, a19) = (state[15], state[16], state[17], state[18], state[19]);
        var (a20, a21, a22, a23, a24) = (state[20], state[21], state[22], state[23], state[24]);
        foreach (var constant in RoundConstants)
        {
            // Theta: the parities of the columns, mixed into every lane of the neighbours.
            var c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20;
            var c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21;
            var c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
            var c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23;
            var c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
            var d0 = c4 ^ ulong.RotateLeft(c1, 1);
            var d1 = c0 ^ ulong.RotateLeft(c2, 1);
            var d2 = c1 ^ ulong.RotateLeft(c3, 1);
            var d3 = c2 ^ ulong.RotateLeft(c4, 1);
            var d4 = c3 ^ ulong.RotateLeft(c0, 1);

            // Rho and pi: each lane rotated and moved.
            var b0 = a0 ^ d0;
            var b1 = ulong.RotateLeft(a6 ^ d1, 44);
            var b2 = ulong.RotateLeft(a12 ^ d2, 43);
            var b3 = ulong.RotateLeft(a18 ^ d3, 21);
            var b4 = ulong.RotateLeft(a24 ^ d4, 14);
            var b5 = ulong.RotateLeft(a3 ^ d3, 28);
            var b6 = ulong.RotateLeft(a9 ^ d4, 20);
            var b7 = ulong.RotateLeft(a10 ^ d0, 3);
            var b8 = ulong.RotateLeft(a16 ^ d1, 45);
            var b9 = ulong.RotateLeft(a22 ^ d2, 61);
            var b10 = ulong.RotateLeft(a1 ^ d1, 1);
            var b11 = ulong.RotateLeft(a7 ^ d2, 6);
            var b12 = ulong.RotateLeft(a13 ^ d3, 25);
            var b13 = ulong.RotateLeft(a19 ^ d4, 8);
            var b14 = ulong.RotateLeft(a20 ^ d0, 18);
            var b15 = ulong.RotateLeft(a4 ^ d4, 27);
            var b16 = ulong.RotateLeft(a5 ^ d0, 36);
            var b17 = ulong.RotateLeft(a11 ^ d1, 10);
            var b18 = ulong.RotateLeft(a17 ^ d2, 15);
            var b19 = ulong.RotateLeft(a23 ^ d3, 56);
            var b20 = ulong.RotateLeft(a2 ^ d2, 62);
            var b21 = ulong.RotateLeft(a8 ^ d3, 55);
            var b22 = ulong.RotateLeft(a14 ^ d4, 39);
            var b23 = ulong.RotateLeft(a15 ^ d0, 41);
            var b24 = ulong.RotateLeft(a21 ^ d1, 2);

            // Chi, and iota in the first lane.
            a0 = b0 ^ (~b1 & b2) ^ constant;
            a1 = b1 ^ (~b2 & b3);
            a2 = b2 ^ (~b3 & b4);
            a3 = b3 ^ (~b4 & b0);
            a4 = b4 ^ (~b0 & b1);
            a5 = b5 ^ (~b6 & b7);
            a6 = b6 ^ (~b7 & b8);
            a7 = b7 ^ (~b8 & b9);
            a8 = b8 ^ (~b9 & b5);
            a9 = b9 ^ (~b5 & b6);
            a10 = b10 ^ (~b11 & b12);
            a11 = b11 ^ (~b12 & b13);
            a12 = b12 ^ (~b13 & b14);
            a13 = b13 ^ (~b14 & b10);
            a14 = b14 ^ (~b10 & b11);
            a15 = b15 ^ (~b16 & b17);
            a16 = b16 ^ (~b17 & b18);
            a17 = b17 ^ (~b18 & b19);
            a18 = b18 ^ (~b19 & b15);
            a19 = b19 ^ (~b15 & b16);
            a20 = b20 ^ (~b21 & b22);
            a21 = b21 ^ (~b22 & b23);
            a22 = b22 ^ (~b23 & b24);
            a23 = b23 ^ (~b24 & b20);
            a24 = b24 ^ (~b20 & b21);
        }

        (state[0], state[1], state[2], state[3], state[4]) = (a0, a1, a2, a3, a4);
        (state[5], state[6], state[7], state[8], state[9]) = (a5, a6, a7, a8, a9);
        (state[10], state[11], state[12], state[13], state[14]) = (a10, a11, a12, a13, a14);
        (state[15], state[16], state[17], state[18], state[19]) = (a15, a16, a17, a18, a19);
        (state[20], state[21], state[22], state[23], state[24]) = (a20, a21, a22, a23, a24);
    }
}
