using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Signing;

/// <summary>Which contract an order is signed for.</summary>
public enum ExchangeContract : byte
{
    /// <summary>CTF Exchange, domain version 2: the crypto windows.</summary>
    Standard,

    /// <summary>The multi-outcome exchange, domain version 2.</summary>
    NegativeRisk,

    /// <summary>The exchange of markets whose tokens are position ids, domain version 3; the struct is the same.</summary>
    PositionExchange,
}

/// <summary>EIP-712 domains of the exchange contracts, hashed once per chain.</summary>
public sealed class ExchangeDomain
{
    public const long PolygonChainId = 137;

    /// <summary>Polygon's test chain. The venue runs no public exchange there; its client library has the addresses.</summary>
    public const long AmoyChainId = 80002;

    private const string Type = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
    private const string Name = "Polymarket CTF Exchange";
    private const string StandardAddress = "0xE111180000d2663C0091e4f400237545B87B996B";
    private const string NegativeRiskAddress = "0xe2222d279d744050d28e00520010520000310F59";
    private const string PolygonPositionAddress = "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa";
    private const string AmoyPositionAddress = "0x9fE6e61422AdB6F610d8597F9684b16912D50C3D";

    private readonly Hash256[] _separators;
    private readonly EthereumAddress[] _contracts;

    /// <exception cref="SigningException">No exchange of the venue is known on this chain; the field is <c>chainId</c>.</exception>
    public ExchangeDomain(long chainId)
    {
        ChainId = chainId is PolygonChainId or AmoyChainId
            ? chainId
            : throw new SigningException($"chainId is {chainId}; the venue's exchanges are known on {PolygonChainId} (Polygon) and {AmoyChainId} (Amoy).") { Field = "chainId" };
        _contracts =
        [
            EthereumAddress.Parse(StandardAddress),
            EthereumAddress.Parse(NegativeRiskAddress),
            EthereumAddress.Parse(chainId == AmoyChainId ? AmoyPositionAddress : PolygonPositionAddress),
        ];
        _separators =
        [
            Separator(_contracts[0], "2"),
            Separator(_contracts[1], "2"),
            Separator(_contracts[2], "3"),
        ];
    }

    public long ChainId { get; }

    /// <summary>The domain separator of a contract.</summary>
    public Hash256 this[ExchangeContract contract] => _separators[(int)contract];

    /// <summary>The contract of a market; false where the market's version is not known, so that nothing is signed for a guess.</summary>
    public static bool TryContract(MarketVersion version, bool negativeRisk, out ExchangeContract contract)
    {
        // Position ids have one exchange, whatever the market's risk is.
        contract = version == MarketVersion.PositionIds ? ExchangeContract.PositionExchange
            : negativeRisk ? ExchangeContract.NegativeRisk
            : ExchangeContract.Standard;
        return version is MarketVersion.ConditionalTokens or MarketVersion.PositionIds;
    }

    /// <summary>Where the contract lies on this chain.</summary>
    public EthereumAddress Address(ExchangeContract contract) => _contracts[(int)contract];

    private Hash256 Separator(EthereumAddress contract, string version)
    {
        var words = new byte[5 * Keccak256.DigestBytes];
        Keccak256.HashText(Type).CopyTo(words, 0);
        Keccak256.HashText(Name).CopyTo(words, 32);
        Keccak256.HashText(version).CopyTo(words, 64);
        UInt256.From((ulong)ChainId).WriteTo(words.AsSpan(96));
        contract.WriteWord(words.AsSpan(128));
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(words, digest);
        return Hash256.FromBytes(digest);
    }
}
