using PolyCloud.Engine.Values;
using PolyCloud.Research.Importing.Reading;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>The <c>windows.csv</c> beside recorded books: which outcome a token is, and each window's inferred winner.</summary>
internal sealed class WindowTable
{
    private readonly Dictionary<string, Outcome> _sides = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Outcome> _winners = new(StringComparer.Ordinal);

    /// <summary>Empty where there is none.</summary>
    /// <exception cref="RecordingFormatException">It cannot be read.</exception>
    public static WindowTable Beside(string recording)
    {
        var table = new WindowTable();
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(recording))!, "windows.csv");
        if (!File.Exists(path))
        {
            return table;
        }

        foreach (var row in new CsvTable(path).Rows())
        {
            if (row["side"] is { IsEmpty: false } side)
            {
                table._sides[row["asset_id"].Text] = side.Outcome();
            }

            if (row["winner_inferred"] is { IsEmpty: false } winner)
            {
                table._winners[row["slug"].Text] = winner.Outcome();
            }
        }

        return table;
    }

    public Outcome? SideOf(string token) => _sides.TryGetValue(token, out var side) ? side : null;

    public Outcome? WinnerOf(string slug) => _winners.TryGetValue(slug, out var winner) ? winner : null;
}
