using System.CommandLine;
using PolyCloud.ContainerWorker.Paper;
using PolyCloud.ContainerWorker.Recording;

namespace PolyCloud.Cli.Commands;

/// <summary>Which series is watched, and where: the real exchange or a simulator.</summary>
internal static class VenueFeeds
{
    public static Option<string?> Out { get; } = new("--out") { Description = "Directory of the journal. Default: recordings beside the program." };

    public static Option<string?> Venue { get; } = new("--venue") { Description = "Address of a simulator (http://127.0.0.1:PORT) to use instead of the real exchange." };

    /// <exception cref="UsageException">Series or address cannot be read.</exception>
    public static RecorderOptions Of(ParseResult parsed)
    {
        var options = new RecorderOptions
        {
            Directory = Path.GetFullPath(parsed.GetValue(Out) ?? Path.Combine(Environment.GetEnvironmentVariable("POLYCLOUD_HOME") ?? Environment.CurrentDirectory, "recordings")),
            Series = SeriesOption.Of(parsed),
        };
        if (parsed.GetValue(Venue) is not { } text)
        {
            return options;
        }

        var venue = Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address!
            : throw new UsageException($"--venue is '{text}'; it must be the address of a running simulator, such as http://127.0.0.1:8080.");
        return options with
        {
            Clob = venue,
            Gamma = venue,
            MarketSocket = SocketOf(venue, "/ws/market"),
            UserSocket = SocketOf(venue, "/ws/user"),
            PriceSocket = SocketOf(venue, "/polybolt/ws"),
            LegacyPriceSocket = SocketOf(venue, "/rtds"),
            BinanceSocket = SocketOf(venue, "/binance/stream"),
            CoinbaseSocket = SocketOf(venue, "/coinbase"),
        };
    }

    private static Uri SocketOf(Uri venue, string path) => new UriBuilder(venue) { Scheme = venue.Scheme == "https" ? "wss" : "ws", Path = path }.Uri;

    /// <summary>The same addresses for a paper run, which has no user socket.</summary>
    public static PaperVenueAddresses ForPaper(RecorderOptions venue) => new()
    {
        Clob = venue.Clob,
        Gamma = venue.Gamma,
        MarketSocket = venue.MarketSocket,
        PriceSocket = venue.PriceSocket,
        LegacyPriceSocket = venue.LegacyPriceSocket,
        BinanceSocket = venue.BinanceSocket,
        CoinbaseSocket = venue.CoinbaseSocket,
    };
}
