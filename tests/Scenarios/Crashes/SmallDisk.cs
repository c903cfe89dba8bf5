using System.Diagnostics;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>A file system of a few megabytes in memory, to be filled up by a test. Only root can mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Whether a small disk can be had here.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux() && Environment.UserName == "root" && Run("mount", "-V");

    public static SmallDisk Mount(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("polycloud-disk-").FullName;
        Assert.True(Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "none", path), "the small disk cannot be mounted");
        return new SmallDisk(path);
    }

    /// <summary>Not a byte is left.</summary>
    public void Fill()
    {
        using var file = File.Open(Ballast, FileMode.Append);
        var block = new byte[4_096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void Empty() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
        return process!.WaitForExit(10_000) && process.ExitCode == 0;
    }
}
