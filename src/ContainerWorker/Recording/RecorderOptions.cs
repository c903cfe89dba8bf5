using PolyCloud.Polymarket.Gamma;

namespace PolyCloud.ContainerWorker.Recording;

/// <summary>What a recorder records, and from where.</summary>
public sealed record RecorderOptions
{
    /// <summary>Where the journal goes; created where missing.</summary>
    public required string Directory { get; init; }

    public required WindowSeries Series { get; init; }

    public Uri Clob { get; init; } = new("https://clob.polymarket.com");

    public Uri Gamma { get; init; } = new("https://gamma-api.polymarket.com");

    public Uri MarketSocket { get; init; } = new("wss://ws-subscriptions-clob.polymarket.com/ws/market");

    /// <summary>Recorded only with a wallet's key.</summary>
    public Uri UserSocket { get; init; } = new("wss://ws-subscriptions-clob.polymarket.com/ws/user");

    /// <summary>The settlement prices; the venue asks for a credential, so recorded only with a wallet's key.</summary>
    public Uri PriceSocket { get; init; } = new("wss://ws-live-v2.polymarket.com/ws");

    /// <summary>The legacy price socket, which asks for no credential.</summary>
    public Uri LegacyPriceSocket { get; init; } = new("wss://ws-live-data.polymarket.com");

    public Uri BinanceSocket { get; init; } = new("wss://stream.binance.com:9443/stream");

    public Uri CoinbaseSocket { get; init; } = new("wss://ws-feed.exchange.coinbase.com");
}
