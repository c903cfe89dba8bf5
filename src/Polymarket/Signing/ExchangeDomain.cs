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

    private const string Type = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
    private const string Name = "Polymarket CTF Exchange";

    private static readonly (string Address, string Version)[] Contracts =
    [
        ("0xE111180000d2663C0091e4f400237545B87B996B", "2"),
        ("0xe2222d279d744050d28e00520010520000310F59", "2"),
        ("0xe3333700cA9d93003F00f0F71f8515005F6c00Aa", "3"),
    ];

    private readonly Hash256[] _separators;

    public ExchangeDomain(long chainId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chainId);
        ChainId = chainId;
        _separators = [.. Contracts.Select(contract => Separator(chainId, EthereumAddress.Parse(contract.Address), contract.Version))];
    }

    public long ChainId { get; }

    public Hash256 this[ExchangeContract contract] => _separators[(int)contract];

    private static Hash256 Separator(long chainId, EthereumAddress contract, string version)
    {
        var words = new byte[5 * Keccak256.DigestBytes];
        Keccak256.HashText(Type).CopyTo(words, 0);
        Keccak256.HashText(Name).CopyTo(words, 32);
        Keccak256.HashText(version).CopyTo(words, 64);
        UInt256.From((ulong)chainId).WriteTo(words.AsSpan(96));
        contract.WriteWord(words.AsSpan(128));
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(words, digest);
        return Hash256.FromBytes(digest);
    }
}
