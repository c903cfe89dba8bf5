namespace PolyCloud.ContainerWorker.Paper;

/// <summary>Where the feeds of a paper run come from.</summary>
public sealed record PaperVenueAddresses
{
    public required Uri Clob { get; init; }

    public required Uri Gamma { get; init; }

    public required Uri MarketSocket { get; init; }

    public required Uri PriceSocket { get; init; }

    public required Uri LegacyPriceSocket { get; init; }

    public required Uri BinanceSocket { get; init; }

    public required Uri CoinbaseSocket { get; init; }

    /// <summary>The address of a node's socket by its name.</summary>
    public Uri Of(string socket) => socket switch
    {
        "market" => MarketSocket,
        "price" => PriceSocket,
        "rtds" => LegacyPriceSocket,
        "binance" => BinanceSocket,
        "coinbase" => CoinbaseSocket,
        _ => throw new InvalidOperationException($"A paper run has no socket {socket}."),
    };
}
