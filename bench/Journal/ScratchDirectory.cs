using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Bench.Journal;

/// <summary>A directory for one figure's journal; gone afterwards.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-bench-");

    public string Path => _directory.FullName;

    /// <summary>The journal with the defaults a worker has.</summary>
    public JournalWriter Open(FullBuffer whenFull) => JournalWriter.Open(
        new JournalOptions { Directory = Path, WhenFull = whenFull },
        new JournalProvenance { Content = "engine", Run = "bench" }, Guid.NewGuid(), TimeProvider.System);

    public void Dispose() => _directory.Delete(recursive: true);
}
