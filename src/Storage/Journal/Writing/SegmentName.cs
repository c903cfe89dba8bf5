using System.Globalization;
using System.Text.RegularExpressions;

namespace PolyCloud.Storage.Journal.Writing;

/// <summary>Names of segment files: the run, a dot, the number in six digits: <c>shard-0-epoch-1.000001.journal</c>.</summary>
internal static partial class SegmentName
{
    public const string Pattern = "*.journal";

    public static string Of(string run, int segment) => string.Create(CultureInfo.InvariantCulture, $"{run}.{segment:D6}.journal");

    public static bool IsRun(string run) => RunPattern().IsMatch(run);

    [GeneratedRegex("^[a-z0-9-]{1,60}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunPattern();
}
