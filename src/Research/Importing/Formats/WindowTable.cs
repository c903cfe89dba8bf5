using PolyCloud.Engine.Values;
using PolyCloud.Research.Importing.Reading;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>The table of windows beside recorded books: which outcome a token is, and each window's inferred winner.</summary>
internal sealed class WindowTable
{
    private readonly Dictionary<string, Outcome> _sides = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Outcome> _winners = new(StringComparer.Ordinal);

    public static bool Recognises(FileHead head) => head.HasAll("slug", "asset_id", "side", "winner_inferred");

    /// <summary>Empty where there is none; a row that cannot be read is counted.</summary>
    public static WindowTable Of(IEnumerable<FileHead> beside, ImportCoverage coverage)
    {
        var table = new WindowTable();
        foreach (var row in beside.Where(Recognises).SelectMany(head => new CsvTable(head.Path).Rows(coverage)))
        {
            try
            {
                table.Take(row);
            }
            catch (RecordingFormatException problem)
            {
                coverage.SkipRecord(problem);
            }
        }

        return table;
    }

    public Outcome? SideOf(string token) => _sides.TryGetValue(token, out var side) ? side : null;

    public Outcome? WinnerOf(string slug) => _winners.TryGetValue(slug, out var winner) ? winner : null;

    private void Take(CsvRow row)
    {
        if (row["side"] is { IsEmpty: false } side)
        {
            _sides[row["asset_id"].Text] = side.Outcome();
        }

        if (row["winner_inferred"] is { IsEmpty: false } winner)
        {
            _winners[row["slug"].Text] = winner.Outcome();
        }
    }
}
