using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Recorded;

/// <summary>
/// The <c>windows.csv</c> beside a recording: which outcome a recorded token is, and the inferred winner of each window.
/// Rows that cannot be read are left out. Empty where the file is absent.
/// </summary>
public sealed class RecordedOutcomes
{
    /// <summary>A year of windows with two tokens each.</summary>
    private const int RowsMax = 250_000;

    private readonly Dictionary<string, Outcome> _sides = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Outcome> _winners = new(StringComparer.Ordinal);

    /// <param name="recording">The recording's file, or its folder.</param>
    public RecordedOutcomes(string recording)
    {
        var folder = Directory.Exists(recording) ? recording : Path.GetDirectoryName(Path.GetFullPath(recording))!;
        var path = Path.Combine(folder, "windows.csv");
        if (!File.Exists(path))
        {
            return;
        }

        using var lines = File.ReadLines(path).Take(RowsMax).GetEnumerator();
        if (!lines.MoveNext())
        {
            return;
        }

        var names = lines.Current.Split(',').ToList();
        var (slug, token, side, winner) = (names.IndexOf("slug"), names.IndexOf("asset_id"), names.IndexOf("side"), names.IndexOf("winner_inferred"));
        while (slug >= 0 && lines.MoveNext())
        {
            var cells = lines.Current.Split(',');
            if (cells.Length != names.Count)
            {
                continue;
            }

            Keep(_sides, token, side, cells);
            Keep(_winners, slug, winner, cells);
        }
    }

    public Outcome? SideOf(string token) => _sides.TryGetValue(token, out var side) ? side : null;

    public Outcome? WinnerOf(string slug) => _winners.TryGetValue(slug, out var winner) ? winner : null;

    private static void Keep(Dictionary<string, Outcome> into, int key, int value, string[] cells)
    {
        if (key >= 0 && value >= 0 && Read(cells[value]) is { } outcome)
        {
            into[cells[key]] = outcome;
        }
    }

    private static Outcome? Read(string text) => text switch
    {
        "Up" => Outcome.Up,
        "Down" => Outcome.Down,
        _ => null,
    };
}
