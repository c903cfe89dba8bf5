namespace PolyCloud.Research.Importing.Reading;

/// <summary>A comma-separated file with a line of names first and no quoting, as all recordings here are.</summary>
public sealed class CsvTable(string path)
{
    /// <summary>Rows in the file's order, streamed; one of another length than the names is counted and left out.</summary>
    /// <exception cref="RecordingFormatException">The file itself cannot be read on.</exception>
    internal IEnumerable<CsvRow> Rows(ImportCoverage coverage)
    {
        string[]? names = null;
        foreach (var (number, text) in TextLines.Of(path))
        {
            var cells = text.Split(',');
            if (names is null)
            {
                names = cells;
            }
            else if (cells.Length != names.Length)
            {
                coverage.SkipRecord(new RecordingFormatException(path, number, "line", $"has {cells.Length} cells, the first line names {names.Length}."));
            }
            else
            {
                yield return new CsvRow(path, number, names, cells, text);
            }
        }
    }
}

/// <summary>One row; cells by the name of their column.</summary>
public readonly record struct CsvRow(string File, long Line, string[] Names, string[] Cells, string Text)
{
    /// <exception cref="RecordingFormatException">The file has no such column.</exception>
    public FieldText this[string name] => Array.IndexOf(Names, name) is >= 0 and var column
        ? new FieldText(File, Line, name, Cells[column])
        : throw new RecordingFormatException(File, 1, name, "the file has no such column.");
}
