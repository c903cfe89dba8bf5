using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Transactions;

/// <summary>What a unit of gas may cost, in wei.</summary>
/// <param name="Tip">For the block's maker.</param>
/// <param name="Maximum">Tip and burnt base fee together, never more.</param>
public readonly record struct GasFees(long Tip, long Maximum);

/// <summary>A transaction of type 2 (EIP-1559), without value and access list.</summary>
public sealed record FeeMarketTransaction
{
    private const byte Type = 2;
    private const byte FirstV = 27;

    public required long ChainId { get; init; }

    public required long Nonce { get; init; }

    public required GasFees Fees { get; init; }

    public required long GasLimit { get; init; }

    public required ChainCall Call { get; init; }

    /// <summary>The bytes to send and their hash, which is the transaction's name from now on.</summary>
    public (byte[] Raw, Hash256 Hash) Sign(PrivateKey key)
    {
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(Fields().ToList(Type), digest);
        Span<byte> signature = stackalloc byte[Secp256k1.SignatureBytes];
        key.Sign(digest, signature);
        var raw = Fields()
            .Number(signature[^1] - FirstV)
            .Number(signature[..32])
            .Number(signature[32..64])
            .ToList(Type);
        Keccak256.Hash(raw, digest);
        return (raw, Hash256.FromBytes(digest));
    }

    private RlpWriter Fields()
    {
        var target = new byte[Call.Target is null ? 0 : EthereumAddress.Bytes];
        Call.Target?.WriteTo(target);
        return new RlpWriter()
            .Number(ChainId)
            .Number(Nonce)
            .Number(Fees.Tip)
            .Number(Fees.Maximum)
            .Number(GasLimit)
            .Bytes(target)
            .Number(0)
            .Bytes(Call.Data.Span)
            .EmptyList();
    }
}
