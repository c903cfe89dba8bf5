using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Prices.Rtds;

/// <summary>Streams and timing of the legacy price socket.</summary>
public sealed record RtdsSessionOptions
{
    /// <summary>Lower-case symbols of the underlyings. Default <c>btc</c>.</summary>
    public IReadOnlyList<string> Assets { get; init; } = ["btc"];

    /// <summary>Between text pings: without them the venue lets the connection go after about six minutes. Default 5 s, as the venue asks.</summary>
    public Duration PingInterval { get; init; } = Duration.FromSeconds(5);

    /// <summary>A topic without a price this long is subscribed again: it is known to send its snapshot and then nothing. Default 10 s.</summary>
    public Duration TopicPatience { get; init; } = Duration.FromSeconds(10);

    /// <summary>Without a spot price this long the connection ends. Default 30 s, above <see cref="TopicPatience"/>.</summary>
    public Duration ConnectionPatience { get; init; } = Duration.FromSeconds(30);

    /// <summary>Shortest wait before a new connection. Default 250 ms.</summary>
    public Duration ShortestReconnect { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>Longest wait before a new connection. Default 30 s.</summary>
    public Duration LongestReconnect { get; init; } = Duration.FromSeconds(30);
}
