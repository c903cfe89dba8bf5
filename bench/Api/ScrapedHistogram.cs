using System.Globalization;
using System.Text.RegularExpressions;

namespace PolyCloud.Bench.Api;

/// <summary>One histogram of <c>/metrics</c> at one moment: edges in seconds with the counts up to them.</summary>
internal sealed partial record ScrapedHistogram(IReadOnlyList<(double Edge, long Count)> Buckets)
{
    public static ScrapedHistogram Read(string metrics, string name) => new([.. Bucket().Matches(metrics)
        .Where(match => match.Groups["name"].Value == name)
        .Select(static match => (
            match.Groups["edge"].Value == "+Inf" ? double.PositiveInfinity : double.Parse(match.Groups["edge"].Value, CultureInfo.InvariantCulture),
            long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)))]);

    /// <summary>What was counted between two scrapes.</summary>
    public ScrapedHistogram Since(ScrapedHistogram earlier) => new([.. Buckets.Zip(earlier.Buckets, static (now, before) => (now.Edge, now.Count - before.Count))]);

    public long Count => Buckets.Count == 0 ? 0 : Buckets[^1].Count;

    /// <summary>Microseconds, interpolated within the bucket that holds it.</summary>
    public double PercentileMicros(double percent)
    {
        var rank = Count * percent / 100;
        var (lowEdge, lowCount) = (0d, 0L);
        foreach (var (edge, count) in Buckets)
        {
            if (count >= rank)
            {
                return (double.IsInfinity(edge) ? lowEdge : lowEdge + ((edge - lowEdge) * (rank - lowCount) / Math.Max(count - lowCount, 1))) * 1e6;
            }

            (lowEdge, lowCount) = (edge, count);
        }

        return lowEdge * 1e6;
    }

    [GeneratedRegex("""^(?<name>\w+)_bucket\{le="(?<edge>[^"]+)"\} (?<count>\d+)$""", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Bucket();
}
