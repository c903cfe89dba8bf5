using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Polymarket.Signing;

/// <summary>Signs orders of one wallet. The hash is known before anything is sent; it is the order's id at the venue.</summary>
public sealed class OrderSigner
{
    private readonly ExchangeDomain _domains;

    /// <summary>Orders paid by the key's own account.</summary>
    public OrderSigner(PrivateKey key, long chainId = ExchangeDomain.PolygonChainId)
        : this(new TradingWallet(key), chainId)
    {
    }

    /// <exception cref="SigningException">No exchange is known on this chain.</exception>
    public OrderSigner(TradingWallet wallet, long chainId = ExchangeDomain.PolygonChainId)
    {
        Wallet = wallet;
        _domains = new ExchangeDomain(chainId);
    }

    public TradingWallet Wallet { get; }

    public SignatureType Type => Wallet.Type;

    /// <summary>The wallet that pays.</summary>
    public EthereumAddress Maker => Wallet.Funder;

    /// <summary>The address of the API credential.</summary>
    public EthereumAddress Address => Wallet.CredentialAddress;

    /// <summary>Bytes of every signature of this wallet: 65, or 317 of a deposit wallet.</summary>
    public int SignatureBytes => Type == SignatureType.DepositWallet ? NestedTypedData.Order.SignatureBytes : Secp256k1.SignatureBytes;

    /// <summary>Fills in maker, signer and signature type, signs, and returns the order's hash. Allocates nothing.</summary>
    /// <param name="signature">At least <see cref="SignatureBytes"/>.</param>
    public Hash256 Sign(ExchangeContract contract, ref SignedOrderFields order, Span<byte> signature)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(signature.Length, SignatureBytes);
        order.Maker = Wallet.Funder;
        order.Signer = Wallet.Signer;
        order.SignatureType = Type;
        var domain = _domains[contract];
        var contents = OrderHash.ComputeStruct(order);
        var hash = TypedDataDigest.Compute(domain, contents);
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        if (Type == SignatureType.DepositWallet)
        {
            NestedTypedData.Order.Digest(domain, contents, _domains.ChainId, Wallet.Funder, digest);
            NestedTypedData.Order.Append(domain, contents, signature);
        }
        else
        {
            hash.WriteTo(digest);
        }

        Wallet.Key.Sign(digest, signature);
        return hash;
    }
}
