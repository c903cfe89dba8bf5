using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Contracts;

/// <summary>Every contract this client calls or approves. The defaults are the venue's published ones on Polygon (documentation, resources/contracts).</summary>
public sealed record ContractAddresses
{
    public EthereumAddress ConditionalTokens { get; init; } = EthereumAddress.Parse("0x4D97DCd97eC945f40cF65F87097ACe5EA0476045");

    /// <summary>The venue's dollar, 6 decimals: what accounts hold and adapters take.</summary>
    public EthereumAddress Collateral { get; init; } = EthereumAddress.Parse("0xC011a7E12a19f7B1f670d46F03B03f3342E82DFB");

    /// <summary>The dollar the outcome tokens are made of inside; token ids are derived from it.</summary>
    public EthereumAddress TokenCollateral { get; init; } = EthereumAddress.Parse("0x2791Bca1f2de4661ED88A30C99A7a9449Aa84174");

    public EthereumAddress CollateralAdapter { get; init; } = EthereumAddress.Parse("0xAdA100Db00Ca00073811820692005400218FcE1f");

    public EthereumAddress NegativeRiskCollateralAdapter { get; init; } = EthereumAddress.Parse("0xadA2005600Dec949baf300f4C6120000bDB6eAab");

    /// <summary>The older adapter, for sets that were split through it.</summary>
    public EthereumAddress NegativeRiskAdapter { get; init; } = EthereumAddress.Parse("0xd91E80cF2E7be2e162c6513ceD06f1dD0dA35296");

    public EthereumAddress Exchange { get; init; } = EthereumAddress.Parse("0xE111180000d2663C0091e4f400237545B87B996B");

    public EthereumAddress NegativeRiskExchange { get; init; } = EthereumAddress.Parse("0xe2222d279d744050d28e00520010520000310F59");

    public EthereumAddress PositionExchange { get; init; } = EthereumAddress.Parse("0xe3333700cA9d93003F00f0F71f8515005F6c00Aa");

    public EthereumAddress PositionManager { get; init; } = EthereumAddress.Parse("0x006F54F7f9A22e0000CC2AB60031000000ae9fEF");

    public EthereumAddress PositionRouter { get; init; } = EthereumAddress.Parse("0x12121212006e4CD160D18e3f00711DA5c3372600");

    /// <summary>May redeem winning tokens for their owner.</summary>
    public EthereumAddress AutoRedeemer { get; init; } = EthereumAddress.Parse("0xa1200000d0002264C9a1698e001292D00E1b00af");

    public EthereumAddress DepositWalletFactory { get; init; } = EthereumAddress.Parse("0x00000000000Fb5C9ADea0298D729A0CB3823Cc07");

    public EthereumAddress ProxyFactory { get; init; } = EthereumAddress.Parse("0xaB45c5A4B0c941a2F231C04C3f49182e1A254052");

    public EthereumAddress SafeMultiSend { get; init; } = EthereumAddress.Parse("0xA238CBeb142c10Ef7Ad8442C6D1f9E89e07e7761");

    public EthereumAddress RelayHub { get; init; } = EthereumAddress.Parse("0xD216153c06E857cD7f72665E0aF1d7D82172F494");
}
