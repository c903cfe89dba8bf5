using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PolyCloud.Bench.Percentiles;

namespace PolyCloud.Bench.Runs;

/// <summary>This project's signer beside the venue's official client library, on the same machine, one after the other.</summary>
internal static class PeerRun
{
    private const int Orders = 2000;

    public static int Print(TextWriter output)
    {
        var folder = Locate();
        if (!Directory.Exists(Path.Combine(folder, "node_modules")) && Execute("npm", folder, ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]) is null)
        {
            Console.Error.WriteLine($"npm ci in {folder} failed; the official library needs Node 20 with npm.");
            return 1;
        }

        var signing = new SigningReplay(Orders);
        PercentileRun.Print([signing], output);
        if (Execute("node", folder, ["sign.mjs"]) is not { } lines)
        {
            Console.Error.WriteLine("node sign.mjs failed.");
            return 1;
        }

        output.WriteLine();
        output.WriteLine("| official SDK, order to signed body and header | count | p50 | p99 | ratio of p50 |");
        output.WriteLine("|---|---|---|---|---|");
        var own = signing.OwnAccount.MicrosecondsAt(0.5);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var peer = JsonDocument.Parse(line);
            var p50 = peer.RootElement.GetProperty("p50").GetDouble();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {peer.RootElement.GetProperty("signer").GetString()} | {peer.RootElement.GetProperty("count").GetInt32()} | {p50:0.00} | {peer.RootElement.GetProperty("p99").GetDouble():0.00} | {p50 / own:0.0} × |"));
        }

        return 0;
    }

    /// <summary>The folder of the node script, from the program's or the shell's directory upwards.</summary>
    private static string Locate()
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
    private static string? Execute(string program, string folder, string[] arguments)
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
