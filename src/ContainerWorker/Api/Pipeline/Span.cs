using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>A span of time in a query: <c>from</c> and <c>to</c> as ISO 8601 days or moments; what is left out is so many days until now.</summary>
internal static class Span
{
    /// <returns>What is wrong, or null.</returns>
    public static ApiProblem? Read(string? from, string? to, Timestamp now, int usualDays, int mostDays, out Timestamp begin, out Timestamp end)
    {
        begin = default;
        if (Moment("to", to, now + Duration.FromSeconds(1), out end) is { } wrong)
        {
            return wrong;
        }

        if (Moment("from", from, end - Duration.FromSeconds(86_400L * usualDays), out begin) is { } problem)
        {
            return problem;
        }

        return begin > end ? ApiProblem.BadField("from", "from lies after to.")
            : end - begin > Duration.FromSeconds(86_400L * mostDays) + Duration.FromSeconds(86_400) ? ApiProblem.BadField("from", $"from lies more than {mostDays} days before to.")
            : null;
    }

    private static ApiProblem? Moment(string field, string? text, Timestamp otherwise, out Timestamp moment)
    {
        moment = otherwise;
        if (text is null)
        {
            return null;
        }

        // Within the years that microseconds and days hold.
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed) || parsed.Year is < 1980 or > 2200)
        {
            return ApiProblem.BadField(field, $"{field} is '{QueryReader.Shortened(text)}'; allowed is a day or moment such as 2026-11-21 or 2026-11-21T12:00:00Z.");
        }

        moment = new Timestamp((parsed - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        return null;
    }
}
