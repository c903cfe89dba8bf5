using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Client;

/// <summary>How the client repeats reads.</summary>
public sealed record VenueCallerOptions
{
    /// <summary>Times a read is sent at most. What changes something at the venue is sent once. Default 3, range 1 to 10.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Pause before the second attempt; it doubles. A longer Retry-After counts instead. Default 500 ms.</summary>
    public Duration FirstPause { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>No pause is longer, whatever the venue asks: then the caller is told. Default 30 s.</summary>
    public Duration LongestPause { get; init; } = Duration.FromSeconds(30);

    public IpRateLimitOptions IpRateLimits { get; init; } = new();
}
