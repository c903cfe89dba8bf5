using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Cli.Commands;

/// <summary>Recorded delays, a line each: milliseconds to the venue, a comma, milliseconds back.</summary>
internal static class LatencyFile
{
    /// <summary>More delays say nothing more about their distribution.</summary>
    private const int LinesMax = 1_000_000;

    /// <exception cref="UsageException">Not such a file: names file and line.</exception>
    public static (IReadOnlyList<Duration> Entries, IReadOnlyList<Duration> Responses) Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"--latency-from is {path}; there is no such file.");
        }

        var entries = new List<Duration>();
        var responses = new List<Duration>();
        foreach (var line in File.ReadLines(path).Take(LinesMax))
        {
            var cells = line.Split(',');
            if (cells.Length != 2 || Delay(cells[0]) is not { } entry || Delay(cells[1]) is not { } response)
            {
                throw new UsageException($"{path}, line {entries.Count + 1} is '{line}'; expected two numbers of milliseconds, 0 to 60000, with a comma between.");
            }

            entries.Add(entry);
            responses.Add(response);
        }

        return entries.Count > 0 ? (entries, responses) : throw new UsageException($"{path} holds no delay.");
    }

    private static Duration? Delay(string cell) =>
        decimal.TryParse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is >= 0 and <= 60_000
            ? new Duration((long)(milliseconds * 1_000))
            : null;
}
