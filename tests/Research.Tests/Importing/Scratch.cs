using System.IO.Compression;
using System.Text;

namespace PolyCloud.Research.Tests.Importing;

/// <summary>A folder of small hand-made recordings that is gone after the test.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("polycloud-import-");

    public string Folder => _folder.FullName;

    public string Write(string name, params string[] lines)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, bytes);
            return path;
        }

        using var compressed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        compressed.Write(bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
