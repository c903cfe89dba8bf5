using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Prices;

/// <summary>Streams and timing of the price socket.</summary>
public sealed record PolyBoltSessionOptions
{
    /// <summary>Lower-case symbols of the underlyings; at most 32, because the venue takes 64 subscriptions and each asset needs two. Default <c>btc</c>.</summary>
    public IReadOnlyList<string> Assets { get; init; } = ["btc"];

    /// <summary>A stream without a price this long is stalled; the venue sends one a second. Default 10 s.</summary>
    public Duration StreamPatience { get; init; } = Duration.FromSeconds(10);

    /// <summary>Shortest wait before a new connection. Default 250 ms.</summary>
    public Duration ShortestReconnect { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>Longest wait before a new connection. Default 30 s.</summary>
    public Duration LongestReconnect { get; init; } = Duration.FromSeconds(30);
}
