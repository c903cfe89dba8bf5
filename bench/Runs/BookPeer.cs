using System.Globalization;
using System.Text.Json;
using PolyCloud.Bench.Frames;
using PolyCloud.Bench.Traces;

namespace PolyCloud.Bench.Runs;

/// <summary>The same frames into the same books, here and in node with JSON.parse and one Map a side, one after the other.</summary>
internal static class BookPeer
{
    public static int Print(TextWriter output)
    {
        var trace = TraceFile.Locate();
        var (own, touch) = FrameRate.Run(FrameRate.InVenueOrder(TraceFile.Read(trace)));
        if (PeerProcess.Execute("node", PeerProcess.Locate(), ["books.mjs", trace]) is not { } lines)
        {
            Console.Error.WriteLine("node books.mjs failed; it needs Node 20.");
            return 1;
        }

        output.WriteLine("| book replay, raw JSON frames | frames a second of one core's time | this project's ratio | same books at the end |");
        output.WriteLine("|---|---|---|---|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| this project, best prices always known | {own:0} | | |"));
        var allSame = true;
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var peer = JsonDocument.Parse(line);
            var theirs = peer.RootElement.GetProperty("framesPerSecond").GetDouble();
            var same = peer.RootElement.GetProperty("touch").GetString() == touch;
            allSame &= same;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {peer.RootElement.GetProperty("variant").GetString()} | {theirs:0} | {own / theirs:0.0} × | {(same ? "yes" : "no")} |"));
        }

        return allSame ? 0 : 1;
    }
}
