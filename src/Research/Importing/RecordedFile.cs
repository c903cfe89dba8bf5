using PolyCloud.Exchange.Tapes;

namespace PolyCloud.Research.Importing;

/// <summary>The windows of one file of a folder; the others only help.</summary>
internal sealed class RecordedFile(string path) : IRecordedSource
{
    private readonly FolderWindows _windows = new(Path.GetDirectoryName(Path.GetFullPath(path))!, head => Path.GetFullPath(head.Path) == Path.GetFullPath(path));

    public string Format => _windows.Format;

    public ImportCoverage Coverage { get; } = new();

    public IEnumerable<WindowTape> Windows()
    {
        Coverage.Clear();
        return _windows.Of(Coverage);
    }
}
