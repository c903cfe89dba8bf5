using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Signing;

/// <summary>Signs orders of one wallet. The hash is known before anything is sent; it is the order's id at the venue.</summary>
public sealed class OrderSigner
{
    private readonly PrivateKey _key;
    private readonly ExchangeDomain _domains;

    /// <summary>Orders paid by the key's own account.</summary>
    public OrderSigner(PrivateKey key, long chainId = ExchangeDomain.PolygonChainId)
        : this(key, SignatureType.ExternallyOwnedAccount, key.Address, chainId)
    {
    }

    /// <summary>Orders paid by a proxy wallet or Safe of the key.</summary>
    public OrderSigner(PrivateKey key, SignatureType type, EthereumAddress maker, long chainId = ExchangeDomain.PolygonChainId)
    {
        if (type == SignatureType.ExternallyOwnedAccount && maker != key.Address)
        {
            throw new SigningException("Orders of an externally owned account are paid by the key's own address.");
        }

        _key = key;
        _domains = new ExchangeDomain(chainId);
        Type = type;
        Maker = maker;
    }

    public SignatureType Type { get; }

    /// <summary>The wallet that pays.</summary>
    public EthereumAddress Maker { get; }

    /// <summary>The account whose key signs: the address of the API credential.</summary>
    public EthereumAddress Address => _key.Address;

    /// <summary>Fills in maker, signer and signature type, signs, and returns the order's hash.</summary>
    /// <param name="signature">65 bytes: r, s, v.</param>
    public Hash256 Sign(ExchangeContract contract, ref SignedOrderFields order, Span<byte> signature)
    {
        order.Maker = Maker;
        order.Signer = _key.Address;
        order.SignatureType = Type;
        var hash = OrderHash.Compute(_domains[contract], order);
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        hash.WriteTo(digest);
        _key.Sign(digest, signature);
        return hash;
    }
}
