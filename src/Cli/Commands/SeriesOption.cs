using System.CommandLine;
using PolyCloud.Polymarket.Gamma;

namespace PolyCloud.Cli.Commands;

/// <summary>Which series of windows a command is about.</summary>
internal static class SeriesOption
{
    public static Option<string> Option { get; } = new("--series")
    {
        Description = "Series: asset and window of 5m, 15m or 1h, such as btc-5m or eth-15m. The simulator lists btc only.",
        DefaultValueFactory = _ => "btc-5m",
    };

    /// <exception cref="UsageException">The name cannot be read.</exception>
    public static WindowSeries Of(ParseResult parsed) => Read(parsed.GetValue(Option)!);

    /// <summary>The same for a simulated venue.</summary>
    /// <exception cref="UsageException">The name cannot be read, or nobody would list its windows.</exception>
    public static WindowSeries Simulated(ParseResult parsed) => Of(parsed) is { Asset: "btc" } series
        ? series
        : throw new UsageException($"--series is '{parsed.GetValue(Option)}'; the simulator lists windows of btc only.");

    private static WindowSeries Read(string text) =>
        WindowSeries.Parse(text) ?? throw new UsageException($"--series is '{text}'; it must be an asset and a window of 5m, 15m or 1h, such as btc-5m.");
}
