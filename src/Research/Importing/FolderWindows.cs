using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;

namespace PolyCloud.Research.Importing;

/// <summary>The windows of one folder's files by all formats; whatever one cannot give is named in the coverage, and the next goes on.</summary>
internal sealed class FolderWindows(string folder, Func<FileHead, bool> wanted)
{
    /// <summary>Files of a folder looked at; a data set has a few dozen.</summary>
    private const int FilesMax = 10_000;

    private readonly SortedSet<string> _formats = new(StringComparer.Ordinal);

    /// <summary>Formats met in the last reading.</summary>
    public string Format => string.Join(", ", _formats);

    public IEnumerable<WindowTape> Of(ImportCoverage coverage)
    {
        _formats.Clear();
        var heads = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Take(FilesMax).Select(FileHead.Of).ToList();
        foreach (var source in RecordingFormats.Of(heads, wanted, coverage))
        {
            _formats.Add(source.Format);
            foreach (var tape in Of(source, coverage))
            {
                yield return tape;
            }
        }
    }

    /// <summary>What the source left out is known once it has been read, or is no longer wanted.</summary>
    private static IEnumerable<WindowTape> Of(IRecordedSource source, ImportCoverage coverage)
    {
        try
        {
            foreach (var tape in source.Windows())
            {
                coverage.Used(tape.Winner is not null);
                yield return tape;
            }
        }
        finally
        {
            coverage.AddLeftOut(source.Coverage);
        }
    }
}
