using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>The contracts of the simulated chain: the venue's addresses on Polygon.</summary>
internal static class ChainAddresses
{
    public static readonly WalletAddress Collateral = Parse("0xC011a7E12a19f7B1f670d46F03B03f3342E82DFB");
    public static readonly WalletAddress ConditionalTokens = Parse("0x4D97DCd97eC945f40cF65F87097ACe5EA0476045");
    public static readonly WalletAddress CollateralAdapter = Parse("0xAdA100Db00Ca00073811820692005400218FcE1f");
    public static readonly WalletAddress NegativeRiskCollateralAdapter = Parse("0xadA2005600Dec949baf300f4C6120000bDB6eAab");
    public static readonly WalletAddress NegativeRiskAdapter = Parse("0xd91E80cF2E7be2e162c6513ceD06f1dD0dA35296");
    public static readonly WalletAddress PositionRouter = Parse("0x12121212006e4CD160D18e3f00711DA5c3372600");
    public static readonly WalletAddress PositionManager = Parse("0x006F54F7f9A22e0000CC2AB60031000000ae9fEF");
    public static readonly WalletAddress MultiSend = Parse("0xA238CBeb142c10Ef7Ad8442C6D1f9E89e07e7761");
    public static readonly WalletAddress ProxyFactory = Parse("0xaB45c5A4B0c941a2F231C04C3f49182e1A254052");
    public static readonly WalletAddress DepositWalletFactory = Parse("0x00000000000Fb5C9ADea0298D729A0CB3823Cc07");
    public static readonly WalletAddress RelayHub = Parse("0xD216153c06E857cD7f72665E0aF1d7D82172F494");

    /// <summary>Who sends proxies' transactions; any address would do.</summary>
    public static readonly WalletAddress Relay = Parse("0x7db63Fe6d62eb73FB01f8009416f4c2bB4FbDA6A");

    private static WalletAddress Parse(string text) => WalletAddress.TryParse(text, out var address) ? address : throw new FormatException(text);
}
