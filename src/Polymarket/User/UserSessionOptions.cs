using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.User;

/// <summary>Timing and scope of the user socket.</summary>
public sealed record UserSessionOptions
{
    /// <summary>Condition ids to hear of; empty, the default, is every market of the credential.</summary>
    public IReadOnlyList<string> ConditionIds { get; init; } = [];

    /// <summary>Between text pings. Default 10 s, as the venue asks.</summary>
    public Duration PingInterval { get; init; } = Duration.FromSeconds(10);

    /// <summary>Without a pong this long the connection is dead; there is no other sign, since orders may be quiet. Default 30 s.</summary>
    public Duration PongPatience { get; init; } = Duration.FromSeconds(30);

    /// <summary>Shortest wait before a new connection. Default 250 ms.</summary>
    public Duration ShortestReconnect { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>Longest wait before a new connection. Default 30 s.</summary>
    public Duration LongestReconnect { get; init; } = Duration.FromSeconds(30);
}
