using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Market;

/// <summary>Timing of the market socket.</summary>
public sealed record MarketSessionOptions
{
    /// <summary>Between text pings. Default 10 s, as the venue asks.</summary>
    public Duration PingInterval { get; init; } = Duration.FromSeconds(10);

    /// <summary>Without a pong this long the connection is dead. Default 30 s.</summary>
    public Duration PongPatience { get; init; } = Duration.FromSeconds(30);

    /// <summary>
    /// Without data of a registered market this long, while a window is open, the connection is taken for stalled: the venue
    /// is known to go silent behind answered pings. Default 8 s, above 0.
    /// </summary>
    public Duration DataPatience { get; init; } = Duration.FromSeconds(8);

    /// <summary>Shortest wait before a new connection. Default 250 ms.</summary>
    public Duration ShortestReconnect { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>Longest wait before a new connection. Default 30 s.</summary>
    public Duration LongestReconnect { get; init; } = Duration.FromSeconds(30);
}
