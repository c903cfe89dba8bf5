using System.Numerics;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.ConditionalTokens;

/// <summary>
/// The ids of the conditional-tokens contract, computed as it does (its library CTHelpers): condition from oracle and question,
/// collection from condition and outcome by hashing to the curve alt_bn128, position (the token id) from collateral and collection.
/// </summary>
public static class ConditionalTokenIds
{
    private const int Word = 32;
    private const int OutcomeSlots = 2;

    // y² = x³ + 3 over the field of this order (EIP-196).
    private static readonly BigInteger Field = BigInteger.Parse(
        "21888242871839275222246405745257275088696311157297823662689037894645226208583", System.Globalization.CultureInfo.InvariantCulture);

    // The field's order is 3 modulo 4, so this power of a square is its root.
    private static readonly BigInteger RootExponent = (Field + 1) / 4;

    /// <summary>keccak(oracle ‖ question ‖ number of outcomes).</summary>
    public static Hash256 Condition(EthereumAddress oracle, in Hash256 question)
    {
        Span<byte> packed = stackalloc byte[EthereumAddress.Bytes + Word + Word];
        oracle.WriteTo(packed);
        question.WriteTo(packed[EthereumAddress.Bytes..]);
        UInt256.From(OutcomeSlots).WriteTo(packed[(EthereumAddress.Bytes + Word)..]);
        return Digest(packed);
    }

    /// <summary>The collection of one outcome, under no parent: index set 1 is Up, 2 is Down.</summary>
    public static Hash256 Collection(in Hash256 condition, Outcome outcome)
    {
        Span<byte> packed = stackalloc byte[Word + Word];
        condition.WriteTo(packed);
        UInt256.From(outcome == Outcome.Up ? 1UL : 2UL).WriteTo(packed[Word..]);
        var hash = Digest(packed);
        hash.WriteTo(packed);
        var odd = packed[0] >> 7 != 0;
        var (x, y) = NextPoint(new BigInteger(packed[..Word], isUnsigned: true, isBigEndian: true));
        if (odd != !y.IsEven)
        {
            y = Field - y;
        }

        // A point is told by x and the parity of y, which goes to the highest bit the field leaves free.
        var collection = y.IsEven ? x : x ^ (BigInteger.One << 254);
        Span<byte> word = stackalloc byte[Word];
        word.Clear();
        var length = collection.GetByteCount(isUnsigned: true);
        _ = collection.TryWriteBytes(word[(Word - length)..], out _, isUnsigned: true, isBigEndian: true);
        return Hash256.FromBytes(word);
    }

    /// <summary>The token id: keccak(collateral ‖ collection).</summary>
    public static UInt256 Position(EthereumAddress collateral, in Hash256 collection)
    {
        Span<byte> packed = stackalloc byte[EthereumAddress.Bytes + Word];
        collateral.WriteTo(packed);
        collection.WriteTo(packed[EthereumAddress.Bytes..]);
        var digest = Digest(packed);
        return new UInt256(digest.A, digest.B, digest.C, digest.D);
    }

    /// <summary>The token id of one outcome of a condition.</summary>
    public static UInt256 Token(EthereumAddress collateral, in Hash256 condition, Outcome outcome) => Position(collateral, Collection(condition, outcome));

    // Every second x is on the curve: the loop is short.
    private static (BigInteger X, BigInteger Y) NextPoint(BigInteger x)
    {
        while (true)
        {
            x = (x + 1) % Field;
            var square = (BigInteger.ModPow(x, 3, Field) + 3) % Field;
            var y = BigInteger.ModPow(square, RootExponent, Field);
            if (y * y % Field == square)
            {
                return (x, y);
            }
        }
    }

    private static Hash256 Digest(ReadOnlySpan<byte> packed)
    {
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(packed, digest);
        return Hash256.FromBytes(digest);
    }
}
