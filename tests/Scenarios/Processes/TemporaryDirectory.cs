namespace PolyCloud.Scenarios.Processes;

/// <summary>A directory of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("polycloud-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A child that is still letting go of its files; the system clears its temporary directory.
        }
    }
}
