using PolyCloud.Research.Importing;

namespace PolyCloud.Research.Reporting;

/// <summary>What the recordings held that was not played. Counts are whole; names are told up to <see cref="ImportCoverage.NotesMax"/> of each kind.</summary>
/// <param name="Skipped">Windows by name.</param>
/// <param name="Damage">Records: file, line, field.</param>
/// <param name="Unused">Files by name.</param>
public sealed record CoverageRow(
    int WindowsSkipped, long RecordsSkipped, int FilesUnused, IReadOnlyList<ImportNote> Skipped, IReadOnlyList<ImportNote> Damage, IReadOnlyList<ImportNote> Unused)
{
    internal static CoverageRow Of(ImportCoverage coverage) => new(
        coverage.WindowsSkipped, coverage.RecordsSkipped, coverage.FilesUnused, [.. coverage.Skipped.Select(Short)], [.. coverage.Damage.Select(Short)], [.. coverage.Unused.Select(Short)]);

    /// <summary>The report may be shown to others: it names the data, not where this machine keeps it.</summary>
    private static ImportNote Short(ImportNote note)
    {
        var at = note.Why.IndexOf(", line ", StringComparison.Ordinal);
        return at < 0 ? note : note with { Why = Path.GetFileName(note.Why[..at]) + note.Why[at..] };
    }
}
