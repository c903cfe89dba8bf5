using System.IO.Compression;
using System.Text;

namespace PolyCloud.Polymarket.Tests.Recordings;

/// <summary>Recordings that lie beside the repository.</summary>
internal static class SharedData
{
    public const string MarketCapture = "data/AliHakanVesca__xx8-btc-5min-YesNo/market-ws_2026-04-21T21-53-33Z.jsonl.gz";
    public const string RawSession = "data/jonahgrigoryan__polymarket-15m-arb-bot/m9-pyth-proxy-natural-20260428a__raw_messages.jsonl.gz";
    public const string GammaMarkets = "data/Ligengxin96__polymarket-data-samples/BTC-5m-markets-2026-06-08.jsonl.gz";
    public const string Payloads = "data/nautechsystems__nautilus_trader/crates/adapters/polymarket/test_data";
    public const string SocketPayloads = "data/nautechsystems__nautilus_trader/tests/integration_tests/adapters/polymarket/resources/ws_messages";

    /// <summary>The path of a shared file or folder, or null where it is absent.</summary>
    public static string? Find(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PolyCloud.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        var path = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", relative));
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    public static IEnumerable<string> Lines(string relative) => LinesOf(Find(relative)!);

    /// <summary>The lines of a compressed file.</summary>
    public static IEnumerable<string> LinesOf(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>The frames of the market capture, as received.</summary>
    public static List<byte[]> MarketFrames()
    {
        const string Before = "\"payload\":";
        return [.. Lines(MarketCapture).Select(line => Encoding.UTF8.GetBytes(line[(line.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..^1]))];
    }
}

/// <summary>A test that needs a recording; it reports itself as skipped where the recording is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedDataFactAttribute : FactAttribute
{
    public RecordedDataFactAttribute(string relative)
    {
        if (SharedData.Find(relative) is null)
        {
            Skip = $"needs ../shared/{relative}, which is not here";
        }
    }
}

/// <summary>The same for a test with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedDataTheoryAttribute : TheoryAttribute
{
    public RecordedDataTheoryAttribute(string relative)
    {
        if (SharedData.Find(relative) is null)
        {
            Skip = $"needs ../shared/{relative}, which is not here";
        }
    }
}
