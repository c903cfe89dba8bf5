using System.Runtime.CompilerServices;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Signing;

/// <summary>EIP-712 hashing of an order. The final digest is the order's id at the venue, and what the key signs unless a deposit wallet pays.</summary>
public static class OrderHash
{
    internal const string Type =
        "Order(uint256 salt,address maker,address signer,uint256 tokenId,uint256 makerAmount,uint256 takerAmount,uint8 side,uint8 signatureType,uint256 timestamp,bytes32 metadata,bytes32 builder)";

    private const int Word = 32;

    private static readonly byte[] TypeHashBytes = Keccak256.HashText(Type);

    /// <summary>The hash of the order's type text.</summary>
    public static Hash256 TypeHash => Hash256.FromBytes(TypeHashBytes);

    /// <summary>The digest under an exchange's domain.</summary>
    public static Hash256 Compute(in Hash256 domainSeparator, in SignedOrderFields order) =>
        TypedDataDigest.Compute(domainSeparator, ComputeStruct(order));

    /// <summary>The struct hash alone: of the type hash and eleven words.</summary>
    [SkipLocalsInit]
    public static Hash256 ComputeStruct(in SignedOrderFields order)
    {
        Span<byte> words = stackalloc byte[12 * Word];
        TypeHashBytes.CopyTo(words);
        Number(words[Word..], order.Salt);
        order.Maker.WriteWord(words[(2 * Word)..]);
        order.Signer.WriteWord(words[(3 * Word)..]);
        order.Token.WriteTo(words[(4 * Word)..]);
        Number(words[(5 * Word)..], order.MakerAmount);
        Number(words[(6 * Word)..], order.TakerAmount);
        Number(words[(7 * Word)..], (long)order.Side);
        Number(words[(8 * Word)..], (long)order.SignatureType);
        Number(words[(9 * Word)..], order.TimestampMilliseconds);
        order.Metadata.WriteTo(words[(10 * Word)..]);
        order.Builder.WriteTo(words[(11 * Word)..]);
        Span<byte> digest = stackalloc byte[Word];
        Keccak256.Hash(words, digest);
        return Hash256.FromBytes(digest);
    }

    private static void Number(Span<byte> word, long value) => UInt256.From(checked((ulong)value)).WriteTo(word);
}
