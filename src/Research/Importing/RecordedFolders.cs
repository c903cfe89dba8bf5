using PolyCloud.Exchange.Tapes;

namespace PolyCloud.Research.Importing;

/// <summary>The windows of a folder and of all folders below it, one folder after the other.</summary>
internal sealed class RecordedFolders(string path) : IRecordedSource
{
    /// <summary>Folders below; the collection of public recordings has a few dozen.</summary>
    private const int FoldersMax = 1_000;

    /// <summary>Levels below; links are not followed, so that there is no circle.</summary>
    private const int DepthMax = 16;

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, MaxRecursionDepth = DepthMax, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly List<FolderWindows> _folders =
    [
        .. Directory.EnumerateDirectories(path, "*", Below).Take(FoldersMax).Append(path).Order(StringComparer.Ordinal).Select(static folder => new FolderWindows(folder, static _ => true)),
    ];

    public string Format => string.Join(", ", _folders.Select(static folder => folder.Format).Where(static format => format.Length > 0).Distinct());

    public ImportCoverage Coverage { get; } = new();

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        return _folders.SelectMany(folder => folder.Of(Coverage));
    }
}
