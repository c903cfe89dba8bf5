namespace PolyCloud.Cli.Tests.Scene;

/// <summary>A directory of one test, gone with it.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-cli-");

    public string Path => _directory.FullName;

    public void Dispose() => _directory.Delete(recursive: true);
}
