using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.ContainerWorker.Settings;

/// <summary>Where the venue is. The defaults are the real venue's published addresses.</summary>
public sealed record VenueSettings
{
    /// <summary>Orders, books and accounts. Default https://clob.polymarket.com.</summary>
    public string Clob { get; init; } = "https://clob.polymarket.com";

    /// <summary>Markets. Default https://gamma-api.polymarket.com.</summary>
    public string Gamma { get; init; } = "https://gamma-api.polymarket.com";

    /// <summary>The web site, which tells whether this address is served. Default https://polymarket.com.</summary>
    public string Site { get; init; } = "https://polymarket.com";

    /// <summary>Trades and resolutions, a further source of winners; empty leaves it out. Default https://data-api.polymarket.com.</summary>
    public string Data { get; init; } = "https://data-api.polymarket.com";

    /// <summary>Sends transactions of proxies, Safes and deposit wallets; empty leaves it out. Default https://relayer-v2.polymarket.com.</summary>
    public string Relayer { get; init; } = "https://relayer-v2.polymarket.com";

    /// <summary>Books and trades. Default wss://ws-subscriptions-clob.polymarket.com/ws/market.</summary>
    public string MarketSocket { get; init; } = "wss://ws-subscriptions-clob.polymarket.com/ws/market";

    /// <summary>Own orders and trades. Default wss://ws-subscriptions-clob.polymarket.com/ws/user.</summary>
    public string UserSocket { get; init; } = "wss://ws-subscriptions-clob.polymarket.com/ws/user";

    /// <summary>Prices of the settlement oracle. Default wss://ws-live-v2.polymarket.com/ws.</summary>
    public string PriceSocket { get; init; } = "wss://ws-live-v2.polymarket.com/ws";

    /// <summary>The same by the older socket, heard while the other is silent; empty leaves it out. Default wss://ws-live-data.polymarket.com.</summary>
    public string LegacyPriceSocket { get; init; } = "wss://ws-live-data.polymarket.com";

    /// <summary>An exchange for fast moves; empty leaves it out. Default wss://stream.binance.com:9443/stream.</summary>
    public string BinanceSocket { get; init; } = "wss://stream.binance.com:9443/stream";

    /// <summary>A second exchange for fast moves; empty leaves it out. Default wss://ws-feed.exchange.coinbase.com.</summary>
    public string CoinbaseSocket { get; init; } = "wss://ws-feed.exchange.coinbase.com";

    /// <summary>
    /// Up to three JSON-RPC endpoints of Polygon, separated by commas; an address that carries a key belongs into the environment
    /// (POLYCLOUD__VENUE__NODES). Default empty: the chain is not asked.
    /// </summary>
    public string Nodes { get; init; } = "";

    /// <summary>What outcome tokens are made of, to prove token ids; empty proves nothing. Default the bridged dollar, 0x2791Bca1f2de4661ED88A30C99A7a9449Aa84174.</summary>
    public string TokenCollateral { get; init; } = new ContractAddresses().TokenCollateral.ToString();

    /// <summary>The addresses, checked; what is wrong is added to <paramref name="errors"/>.</summary>
    public VenueAddresses Read(ICollection<string> errors) => new()
    {
        Clob = Address(errors, "clob", Clob, isSocket: false),
        Gamma = Address(errors, "gamma", Gamma, isSocket: false),
        Site = Address(errors, "site", Site, isSocket: false),
        Data = Optional(errors, "data", Data, isSocket: false),
        Relayer = Optional(errors, "relayer", Relayer, isSocket: false),
        MarketSocket = Address(errors, "marketSocket", MarketSocket, isSocket: true),
        UserSocket = Address(errors, "userSocket", UserSocket, isSocket: true),
        PriceSocket = Address(errors, "priceSocket", PriceSocket, isSocket: true),
        LegacyPriceSocket = Optional(errors, "legacyPriceSocket", LegacyPriceSocket, isSocket: true),
        BinanceSocket = Optional(errors, "binanceSocket", BinanceSocket, isSocket: true),
        CoinbaseSocket = Optional(errors, "coinbaseSocket", CoinbaseSocket, isSocket: true),
        Nodes = ReadNodes(errors),
        TokenCollateral = ReadCollateral(errors),
    };

    private static Uri? Optional(ICollection<string> errors, string key, string text, bool isSocket) => text.Length == 0 ? null : Address(errors, key, text, isSocket);

    private static Uri Address(ICollection<string> errors, string key, string text, bool isSocket)
    {
        string[] schemes = isSocket ? ["wss", "ws"] : ["https", "http"];
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme, StringComparer.Ordinal))
        {
            if (address.Scheme == schemes[0] || address.IsLoopback)
            {
                return address;
            }

            errors.Add($"venue.{key} is '{text}'; {schemes[1]} is allowed on this machine only, elsewhere it must be {schemes[0]}.");
        }
        else
        {
            errors.Add($"venue.{key} is '{text}'; it must be an address that begins with {schemes[0]}://.");
        }

        return VenueAddresses.Nowhere;
    }

    /// <summary>The text is never repeated: it may carry a key.</summary>
    private Uri[] ReadNodes(ICollection<string> errors)
    {
        var texts = Nodes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var nodes = texts.Select(text => Uri.TryCreate(text, UriKind.Absolute, out var node) && node.Scheme is "https" or "http" ? node : null).ToList();
        if (nodes.Count > RpcOptions.MaximumEndpoints || nodes.Contains(null))
        {
            errors.Add($"venue.nodes must be at most {RpcOptions.MaximumEndpoints} addresses that begin with https://, separated by commas.");
        }

        return [.. nodes.OfType<Uri>()];
    }

    private EthereumAddress? ReadCollateral(ICollection<string> errors)
    {
        if (TokenCollateral.Length == 0)
        {
            return null;
        }

        if (!EthereumAddress.TryParse(TokenCollateral, out var address))
        {
            errors.Add($"venue.tokenCollateral is '{TokenCollateral}'; it must be an address of 0x and 40 digits whose checksum is right, or empty.");
        }

        return address;
    }
}
