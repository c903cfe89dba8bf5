using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Research.InProcess;

/// <summary>An answer of the simulated venue as the HTTP pump would hand it over.</summary>
internal static class VenueOutcome
{
    public static HttpOutcome Of(in VenueResponse response, Timestamp now) => new()
    {
        Kind = HttpOutcomeKind.Answered,
        Status = response.Status,
        Body = response.Body,
        RetryAfterSeconds = response.RetryAfterSeconds,
        RateLimit = RateLimitOf(response, now),
    };

    private static RateLimitHeaders RateLimitOf(in VenueResponse response, Timestamp now)
    {
        if (response.Headers is not { } headers)
        {
            return RateLimitHeaders.None;
        }

        string? Text(string name) => headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
        return RateLimitHeaders.Read(
            Text(RateLimitHeaders.RemainingName), Text(RateLimitHeaders.ResetName), Text(RateLimitHeaders.TierName), Text(RateLimitHeaders.WarningName), now.Seconds);
    }
}
