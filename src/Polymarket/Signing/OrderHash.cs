using System.Runtime.CompilerServices;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Signing;

/// <summary>EIP-712 hashing of an order. The final digest is what is signed and, at the same time, the order's id at the venue.</summary>
public static class OrderHash
{
    private const string Type =
        "Order(uint256 salt,address maker,address signer,uint256 tokenId,uint256 makerAmount,uint256 takerAmount,uint8 side,uint8 signatureType,uint256 timestamp,bytes32 metadata,bytes32 builder)";

    private const int Word = 32;

    private static readonly byte[] TypeHash = Keccak256.HashText(Type);

    /// <summary>The digest under an exchange's domain.</summary>
    [SkipLocalsInit]
    public static Hash256 Compute(in Hash256 domainSeparator, in SignedOrderFields order)
    {
        Span<byte> message = stackalloc byte[2 + (2 * Word)];
        message[0] = 0x19;
        message[1] = 0x01;
        domainSeparator.WriteTo(message[2..]);
        ComputeStruct(order, message[(2 + Word)..]);
        Span<byte> digest = stackalloc byte[Word];
        Keccak256.Hash(message, digest);
        return Hash256.FromBytes(digest);
    }

    /// <summary>The struct hash alone: the type hash and eleven words.</summary>
    [SkipLocalsInit]
    public static void ComputeStruct(in SignedOrderFields order, Span<byte> digest)
    {
        Span<byte> words = stackalloc byte[12 * Word];
        TypeHash.CopyTo(words);
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
        Keccak256.Hash(words, digest);
    }

    private static void Number(Span<byte> word, long value) => UInt256.From(checked((ulong)value)).WriteTo(word);
}
