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

    /// <summary>
    /// The same where the socket was lively just before: at least <see cref="LivelyEvents"/> in its last ten seconds. Default 3 s, above 0.
    /// Recorded books are sent after trades and pause longer than 3 s about once a window, longer than 8 s once in twelve (158
    /// windows of April 2026), so prints alone must not count; changes of level come 120 times a second on average, and at the least
    /// that counts as lively a pause of 3 s would be one chance in 10^26.
    /// </summary>
    public Duration LivelyPatience { get; init; } = Duration.FromSeconds(3);

    /// <summary>Messages with data in ten seconds from which on a silence is no quiet market. Default 200, above 0.</summary>
    public int LivelyEvents { get; init; } = 200;

    /// <summary>Shortest wait before a new connection. Default 250 ms.</summary>
    public Duration ShortestReconnect { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>Longest wait before a new connection. Default 30 s.</summary>
    public Duration LongestReconnect { get; init; } = Duration.FromSeconds(30);
}
