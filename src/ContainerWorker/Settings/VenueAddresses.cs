using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.ContainerWorker.Settings;

/// <summary>Every address of a venue, real or simulated.</summary>
public sealed record VenueAddresses
{
    public required Uri Clob { get; init; }

    public required Uri Gamma { get; init; }

    /// <summary>The web site, which tells whether this address is served.</summary>
    public required Uri Site { get; init; }

    /// <summary>The Data API; null leaves it out, as for the next.</summary>
    public Uri? Data { get; init; }

    public Uri? Relayer { get; init; }

    public required Uri MarketSocket { get; init; }

    public required Uri UserSocket { get; init; }

    public required Uri PriceSocket { get; init; }

    /// <summary>Null leaves it out, as for the next two.</summary>
    public Uri? LegacyPriceSocket { get; init; }

    public Uri? BinanceSocket { get; init; }

    public Uri? CoinbaseSocket { get; init; }

    /// <summary>JSON-RPC endpoints of the chain, none to three.</summary>
    public IReadOnlyList<Uri> Nodes { get; init; } = [];

    /// <summary>What outcome tokens are made of; null proves no token id.</summary>
    public EthereumAddress? TokenCollateral { get; init; }

    /// <summary>Stands where an address could not be read; such addresses are never used.</summary>
    internal static Uri Nowhere { get; } = new("https://invalid.invalid");

    /// <summary>Everything on one host, as the simulator serves it.</summary>
    public static VenueAddresses On(Uri host) => new()
    {
        Clob = host,
        Gamma = host,
        Site = host,
        Data = host,
        Relayer = host,
        MarketSocket = Socket(host, "/ws/market"),
        UserSocket = Socket(host, "/ws/user"),
        PriceSocket = Socket(host, "/polybolt/ws"),
        LegacyPriceSocket = Socket(host, "/rtds"),
        BinanceSocket = Socket(host, "/binance/stream"),
        CoinbaseSocket = Socket(host, "/coinbase"),
        TokenCollateral = new ContractAddresses().TokenCollateral,
    };

    private static Uri Socket(Uri host, string path) =>
        new UriBuilder(host) { Scheme = host.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Path = path }.Uri;
}
