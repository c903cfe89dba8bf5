using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Signing;

/// <summary>Whose wallet an order spends and how its signature is checked, numbered as the contract does.</summary>
public enum SignatureType : byte
{
    /// <summary>The key's own account.</summary>
    ExternallyOwnedAccount = 0,

    /// <summary>A proxy wallet of the key.</summary>
    Proxy = 1,

    /// <summary>A Safe of the key.</summary>
    GnosisSafe = 2,

    /// <summary>A deposit wallet of the key, which checks wrapped signatures by itself (ERC-1271). It is maker and signer.</summary>
    DepositWallet = 3,
}

/// <summary>The eleven signed fields of an order, in the contract's order.</summary>
public struct SignedOrderFields
{
    /// <summary>Below 2^53: the wire writes it as a JSON number.</summary>
    public long Salt;

    /// <summary>The wallet that pays.</summary>
    public EthereumAddress Maker;

    /// <summary>The account whose key signs; the deposit wallet where one pays.</summary>
    public EthereumAddress Signer;

    public UInt256 Token;

    /// <summary>Raw units given: micro-dollars on a buy, micro-shares on a sell.</summary>
    public long MakerAmount;

    /// <summary>Raw units taken: micro-shares on a buy, micro-dollars on a sell.</summary>
    public long TakerAmount;

    public Side Side;
    public SignatureType SignatureType;

    /// <summary>Unix milliseconds.</summary>
    public long TimestampMilliseconds;

    public Hash256 Metadata;

    /// <summary>Builder code, or zero.</summary>
    public Hash256 Builder;
}
