using System.Globalization;
using System.Numerics;
using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Verification;

/// <summary>
/// Token ids as the conditional-tokens contract makes them (Gnosis CTHelpers.sol): the condition and the outcome hashed to a point of
/// alt_bn128, then hashed with the collateral. The simulator has its own, so that a client's proof of token ids is checked by it.
/// </summary>
public static class DerivedTokens
{
    private static readonly BigInteger FieldOrder = BigInteger.Parse(
        "21888242871839275222246405745257275088696311157297823662689037894645226208583", CultureInfo.InvariantCulture);

    /// <summary>Bridged dollars, which the venue's outcome tokens are made of.</summary>
    private static readonly byte[] Collateral = Convert.FromHexString("2791Bca1f2de4661ED88A30C99A7a9449Aa84174");

    private const byte UpIndexSet = 1;
    private const byte DownIndexSet = 2;

    /// <summary>The id of one outcome's token in decimal.</summary>
    /// <param name="conditionId">0x and 64 digits.</param>
    public static string TokenId(string conditionId, Outcome outcome) => TokenId(Collateral, conditionId, outcome);

    /// <summary>The same for tokens made of another collateral.</summary>
    internal static string TokenId(ReadOnlySpan<byte> collateral, string conditionId, Outcome outcome) =>
        Number(Digest([.. collateral, .. Collection(conditionId, outcome)])).ToString(CultureInfo.InvariantCulture);

    /// <summary>The point of the curve that stands for one outcome of a condition.</summary>
    internal static byte[] Collection(string conditionId, Outcome outcome)
    {
        var seed = new byte[64];
        Convert.FromHexString(conditionId.AsSpan(2)).CopyTo(seed, 0);
        seed[63] = outcome == Outcome.Up ? UpIndexSet : DownIndexSet;
        var hash = Digest(seed);
        var wantsOdd = (hash[0] & 0x80) != 0;
        var x = Number(hash) % FieldOrder;
        BigInteger root;
        do
        {
            x = (x + 1) % FieldOrder;
            root = BigInteger.ModPow(CurveAt(x), (FieldOrder + 1) >> 2, FieldOrder);
        }
        while (BigInteger.ModPow(root, 2, FieldOrder) != CurveAt(x));

        var y = root.IsEven == wantsOdd ? FieldOrder - root : root;
        var text = new byte[32];
        var digits = x.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(text, 32 - digits.Length);
        if (!y.IsEven)
        {
            text[0] ^= 0x40;
        }

        return text;
    }

    private static BigInteger CurveAt(BigInteger x) => (BigInteger.ModPow(x, 3, FieldOrder) + 3) % FieldOrder;

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Digest(byte[] message)
    {
        var digest = new byte[32];
        Keccak256.Hash(message, digest);
        return digest;
    }
}
