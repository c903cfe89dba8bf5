using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Polymarket.Credentials;

/// <summary>Requests for API credentials, proved by the wallet's key. Keys are the same for the same wallet and nonce; the nonce is the worker epoch.</summary>
public static class CredentialRequests
{
    /// <summary>Makes the credential of an epoch; 400 when it exists already.</summary>
    public static HttpCall Create(long id, Timestamp now, TradingWallet wallet, long epoch, long chainId = ExchangeDomain.PolygonChainId) =>
        Build(id, "POST", "/auth/api-key", VenueHeaders.Wallet(wallet, chainId, now, epoch));

    /// <summary>Asks for the credential of an epoch again; 400 when there is none.</summary>
    public static HttpCall Derive(long id, Timestamp now, TradingWallet wallet, long epoch, long chainId = ExchangeDomain.PolygonChainId) =>
        Build(id, "GET", "/auth/derive-api-key", VenueHeaders.Wallet(wallet, chainId, now, epoch));

    /// <summary>As the other overload, for the key's own account.</summary>
    public static HttpCall Create(long id, Timestamp now, PrivateKey key, long epoch, long chainId = ExchangeDomain.PolygonChainId) =>
        Create(id, now, new TradingWallet(key), epoch, chainId);

    /// <summary>As the other overload, for the key's own account.</summary>
    public static HttpCall Derive(long id, Timestamp now, PrivateKey key, long epoch, long chainId = ExchangeDomain.PolygonChainId) =>
        Derive(id, now, new TradingWallet(key), epoch, chainId);

    private static HttpCall Build(long id, string method, string path, IReadOnlyList<KeyValuePair<string, string>> headers) => new()
    {
        Id = id,
        Service = VenueService.Clob,
        Method = method,
        PathAndQuery = path,
        Headers = headers,
    };
}
