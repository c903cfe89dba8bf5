using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.RateLimits;

/// <summary>
/// The limits of one address. Over a limit a request is first delayed, then refused; how far "first" goes is not documented:
/// here a tenth of the limit is delayed by a quarter second, beyond that it is 429.
/// </summary>
internal sealed class AddressWindows(RateLimitOptions options)
{
    private const double DelayedShare = 0.1;
    private static readonly Duration Delay = Duration.FromMilliseconds(250);

    private readonly (AddressLimit Limit, SlidingWindow Window)[] _windows =
        [.. AddressLimit.All.Select(limit => (limit, new SlidingWindow(limit.Period)))];

    /// <summary>Counts the request and says how long it waits, or what it is refused with.</summary>
    public (Duration Wait, VenueResponse? Refusal) Admit(Timestamp now, VenueRequest request)
    {
        if (!options.PerAddress)
        {
            return default;
        }

        var wait = Duration.Zero;
        foreach (var (limit, window) in _windows)
        {
            if (!limit.Covers(request))
            {
                continue;
            }

            var allowed = limit.Requests * options.WindowScale;
            var estimate = window.Estimate(now);
            if (estimate >= allowed * (1 + DelayedShare))
            {
                var seconds = (int)((window.Rest(now).Micros + 999_999) / 1_000_000);
                return (Duration.Zero, VenueResponse.Error(429, "Too Many Requests") with { RetryAfterSeconds = seconds });
            }

            window.Count(now);
            wait = estimate >= allowed ? Delay : wait;
        }

        return (wait, null);
    }
}
