using System.Globalization;

namespace PolyCloud.Polymarket.Http;

/// <summary>What an answer's <c>Poly-RateLimit-*</c> headers say of the signer's token bucket that the call was charged to.</summary>
/// <param name="Remaining">Tokens left; negative is debt; null where it is not told.</param>
/// <param name="ResetSeconds">Seconds until the bucket is usable again, or 0 where it is not told.</param>
/// <param name="Tier">The venue's name of the signer's tier; empty where it is not told.</param>
/// <param name="IsWarning">The venue would have refused this call, had it enforced its limits.</param>
public readonly record struct RateLimitHeaders(long? Remaining, int ResetSeconds, string Tier, bool IsWarning)
{
    public const string RemainingName = "Poly-RateLimit-Remaining";
    public const string ResetName = "Poly-RateLimit-Reset";
    public const string TierName = "Poly-RateLimit-Tier";
    public const string WarningName = "Poly-RateLimit-Warning";

    /// <summary>A reset further away is a Unix time, in seconds or milliseconds, not a span.</summary>
    private const decimal LongestSpanSeconds = 1_000_000;
    private const decimal FirstMilliseconds = 100_000_000_000;

    /// <summary>Nothing was told.</summary>
    public static RateLimitHeaders None => new(null, 0, "", false);

    /// <summary>Reads the header texts; null or unreadable counts as not told.</summary>
    /// <param name="unixSecondsNow">To turn a reset told as a moment into a span.</param>
    public static RateLimitHeaders Read(string? remaining, string? reset, string? tier, string? warning, long unixSecondsNow)
    {
        var told = decimal.TryParse(remaining, NumberStyles.Number, CultureInfo.InvariantCulture, out var left) && Math.Abs(left) < int.MaxValue;
        return new RateLimitHeaders(
            told ? (long)Math.Floor(left) : null,
            ResetFrom(reset, unixSecondsNow),
            tier?.Trim() ?? "",
            warning?.Trim() is { Length: > 0 } text && !text.Equals("false", StringComparison.OrdinalIgnoreCase) && text != "0");
    }

    private static int ResetFrom(string? text, long unixSecondsNow)
    {
        if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) || value <= 0)
        {
            return 0;
        }

        var span = value < LongestSpanSeconds ? value : (value < FirstMilliseconds ? value : value / 1000) - unixSecondsNow;
        return span is <= 0 or >= LongestSpanSeconds ? 0 : (int)Math.Ceiling(span);
    }
}
