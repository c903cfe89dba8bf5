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
        var folder = PeerProcess.Locate();
        if (!Directory.Exists(Path.Combine(folder, "node_modules")) && PeerProcess.Execute("npm", folder, ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]) is null)
        {
            Console.Error.WriteLine($"npm ci in {folder} failed; the official library needs Node 20 with npm.");
            return 1;
        }

        var signing = new SigningReplay(Orders);
        PercentileRun.Print([signing], output);
        if (PeerProcess.Execute("node", folder, ["sign.mjs"]) is not { } lines)
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
}
