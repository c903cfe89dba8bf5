using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Prices.Exchanges;

/// <summary>Symbols and timing of an exchange's price socket.</summary>
public sealed record FastPriceSessionOptions
{
    /// <summary>Lower-case symbols of the underlyings; those the exchange does not list are left out. Default <c>btc</c>.</summary>
    public IReadOnlyList<string> Assets { get; init; } = ["btc"];

    /// <summary>Without a price, trade or heartbeat this long the connection is taken for stalled. Default 5 s, above 0.</summary>
    public Duration Patience { get; init; } = Duration.FromSeconds(5);

    /// <summary>Shortest wait before a new connection. Default 250 ms.</summary>
    public Duration ShortestReconnect { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>Longest wait before a new connection. Default 30 s: far below the exchanges' limits on connections.</summary>
    public Duration LongestReconnect { get; init; } = Duration.FromSeconds(30);
}
