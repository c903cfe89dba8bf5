using System.Numerics;
using PolyCloud.Engine.Markets;

namespace PolyCloud.Simulator.Verification;

/// <summary>The EIP-712 digest of an order under the exchange contract it is for: the order's identity at the venue.</summary>
public static class OrderHash
{
    /// <summary>The V2 exchange of ordinary markets on Polygon.</summary>
    public const string StandardExchange = "0xE111180000d2663C0091e4f400237545B87B996B";

    /// <summary>The V2 exchange of multi-outcome markets on Polygon.</summary>
    public const string NegativeRiskExchange = "0xe2222d279d744050d28e00520010520000310F59";

    /// <summary>The exchange of markets whose tokens are position ids.</summary>
    public const string PositionExchange = "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa";

    internal const long PolygonChainId = 137;

    internal const string OrderType =
        "Order(uint256 salt,address maker,address signer,uint256 tokenId,uint256 makerAmount,uint256 takerAmount,uint8 side,"
        + "uint8 signatureType,uint256 timestamp,bytes32 metadata,bytes32 builder)";

    internal const string DomainType = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";

    private static readonly byte[] StandardDomain = DomainSeparator(StandardExchange, "2", PolygonChainId);

    private static readonly byte[] NegativeRiskDomain = DomainSeparator(NegativeRiskExchange, "2", PolygonChainId);

    private static readonly byte[] PositionDomain = DomainSeparator(PositionExchange, "3", PolygonChainId);

    public static byte[] Compute(SignedOrder order, bool negativeRisk, MarketVersion version = MarketVersion.ConditionalTokens) =>
        TypedData.Digest(Domain(negativeRisk, version), Struct(order));

    /// <summary>The separator of the domain that orders of such a market are signed in.</summary>
    internal static byte[] Domain(bool negativeRisk, MarketVersion version) =>
        version == MarketVersion.PositionIds ? PositionDomain
        : negativeRisk ? NegativeRiskDomain
        : StandardDomain;

    internal static byte[] Struct(SignedOrder order)
    {
        Span<byte> metadata = stackalloc byte[32];
        Span<byte> builder = stackalloc byte[32];
        order.Metadata.WriteTo(metadata);
        order.Builder.WriteTo(builder);
        return new TypedData(OrderType)
            .Number(order.Salt)
            .Address(order.Maker)
            .Address(order.Signer)
            .Number(BigInteger.Parse(order.TokenId))
            .Number(order.MakerAmount)
            .Number(order.TakerAmount)
            .Number((int)order.Side)
            .Number(order.SignatureType)
            .Number(order.Timestamp)
            .Word(metadata)
            .Word(builder)
            .Hash();
    }

    /// <summary>The separator of any exchange's domain: of those the venue trades on, the ones before them, and those of other chains.</summary>
    internal static byte[] DomainSeparator(string contract, string version, long chainId)
    {
        _ = WalletAddress.TryParse(contract, out var address);
        return new TypedData(DomainType)
            .Text("Polymarket CTF Exchange")
            .Text(version)
            .Number(chainId)
            .Address(address)
            .Hash();
    }
}
