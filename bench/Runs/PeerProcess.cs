using System.Diagnostics;

namespace PolyCloud.Bench.Runs;

/// <summary>The scripts of <c>bench/peers</c> and how they are run.</summary>
internal static class PeerProcess
{
    /// <summary>The folder of the node scripts, from the program's or the shell's directory upwards.</summary>
    /// <exception cref="DirectoryNotFoundException">Not above either.</exception>
    public static string Locate()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, "bench", "peers");
                if (File.Exists(Path.Combine(candidate, "sign.mjs")))
                {
                    return candidate;
                }
            }
        }

        throw new DirectoryNotFoundException("bench/peers with sign.mjs was not found above the program nor above the current directory.");
    }

    /// <summary>The program's output, or null where it is not there or fails; what it complains of goes to the console.</summary>
    public static string? Execute(string program, string folder, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
