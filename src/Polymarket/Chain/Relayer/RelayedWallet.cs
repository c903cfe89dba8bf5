using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>What kind of wallet the relayer moves for its owner.</summary>
public enum RelayedWalletKind : byte
{
    Proxy,
    Safe,

    /// <summary>A deposit wallet.</summary>
    Deposit,
}

/// <summary>A wallet of the key, moved through the relayer.</summary>
public sealed record RelayedWallet(RelayedWalletKind Kind, EthereumAddress Address)
{
    /// <summary>The relayer's word for the kind.</summary>
    public string Type => Kind switch
    {
        RelayedWalletKind.Proxy => "PROXY",
        RelayedWalletKind.Safe => "SAFE",
        _ => "WALLET",
    };
}
