using System.Globalization;
using System.Text.RegularExpressions;

namespace PolyCloud.Scenarios.Processes;

/// <summary>The process numbers a run prints, and whether they are gone.</summary>
internal static partial class Pids
{
    /// <summary>The number behind "pid " in a line.</summary>
    public static int In(string line) => int.Parse(Number().Match(line).Groups["number"].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>True where the process runs; one that ended and was not yet waited for does not.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process}/stat");
            return status[status.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    [GeneratedRegex("pid (?<number>[0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
