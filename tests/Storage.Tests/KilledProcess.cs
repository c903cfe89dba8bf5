using System.Diagnostics;

namespace PolyCloud.Storage.Tests;

/// <summary>This program as a process of its own that tells each row once it is stored, killed in the middle of its work.</summary>
internal static class KilledProcess
{
    /// <param name="work">The program's first argument: which rows it stores.</param>
    /// <param name="directory">Where it stores them.</param>
    /// <param name="rowsBeforeKill">It is killed once it has told this many.</param>
    /// <returns>The rows it told in whole.</returns>
    public static async Task<List<string>> RowsAsync(string work, string directory, int rowsBeforeKill)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, work, directory])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        var acknowledged = new List<string>();
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            acknowledged.Add(line);
            if (acknowledged.Count == rowsBeforeKill)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync();
        Assert.True(acknowledged.Count >= rowsBeforeKill, $"the child ended by itself after {acknowledged.Count} rows");

        // A kill in the middle of a line.
        return acknowledged[..^1];
    }
}
