using System.IO.Compression;
using System.Text;

namespace PolyCloud.Bench.Traces;

/// <summary>The committed trace: one frame a line, compressed.</summary>
internal static class TraceFile
{
    public const ulong Seed = 20_261_121;

    public const int PriceChanges = 12_000;

    /// <summary>Where the trace is kept, seen from the repository's root.</summary>
    public const string RelativePath = "bench/Traces/market-channel.jsonl.gz";

    public static void Write(string path, IReadOnlyList<string> frames)
    {
        using var file = new GZipStream(File.Create(path), CompressionLevel.SmallestSize);
        foreach (var frame in frames)
        {
            file.Write(Encoding.ASCII.GetBytes(frame + "\n"));
        }
    }

    /// <summary>The frames as the socket would hand them over.</summary>
    public static byte[][] Read(string path)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.ASCII);
        var frames = new List<byte[]>();
        while (lines.ReadLine() is { } line)
        {
            frames.Add(Encoding.ASCII.GetBytes(line));
        }

        return [.. frames];
    }

    /// <summary>The full path of the committed trace.</summary>
    /// <exception cref="DirectoryNotFoundException">The program runs outside the repository.</exception>
    public static string Locate()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PolyCloud.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The benchmarks run inside the repository.");
        }

        return Path.Combine(folder.FullName, RelativePath);
    }
}
