using System.CommandLine;
using System.Globalization;
using PolyCloud.Cli.Supervision;
using PolyCloud.ContainerWorker.Recording;
using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.Commands;

/// <summary>`record`: raw frames of a series into a journal, until stopped.</summary>
internal static class RecordCommand
{
    private static readonly Option<string> Series = new("--series") { Description = "Series to record: asset and window, such as btc-5m or eth-15m.", DefaultValueFactory = _ => "btc-5m" };

    private static readonly Option<string?> Out = new("--out") { Description = "Directory of the journal. Default: recordings beside the program." };

    private static readonly Option<string?> Venue = new("--venue") { Description = "Address of a simulator (http://127.0.0.1:PORT) to record instead of the real exchange." };

    public static Command Create()
    {
        var command = new Command("record", $"Record the raw frames of a series' sockets and the answers about its windows, until Ctrl-C. Places no order. The user's and the settlement price socket need a wallet's key in {PrivateKey.Variable}.")
        {
            Series, Out, Venue, Declared.Supervised,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var signals = parsed.GetValue(Declared.Supervised) ? StopSignals.ForSupervised() : StopSignals.ForTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Token);
        var options = OptionsOf(parsed);
        try
        {
            using var key = Environment.GetEnvironmentVariable(PrivateKey.Variable) is { Length: > 0 } text ? PrivateKey.FromHex(text) : null;
            Console.WriteLine($"recording {options.MarketSocket} to {options.Directory}; {(key is null ? "without a key: no user and no settlement price stream" : "with the wallet's streams")}. Ctrl-C ends it.");
            var summary = await Recorder.RunAsync(options, key, TimeProvider.System, stop.Token);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"recorded {summary.Frames} frames, {summary.Bytes} bytes, {summary.Windows} windows ({summary.Resolved} resolved), {summary.Gaps} gaps, {summary.Lost} blocks lost"));
            return summary.Lost == 0 ? CommandLine.ExitDone : CommandLine.ExitFailed;
        }
        catch (SigningException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return CommandLine.ExitMissing;
        }
        catch (Exception problem) when (problem is StoreUnavailableException or RecordingRefusedException)
        {
            throw new CommandFailedException("not recording: " + problem.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("stopped before anything was recorded.");
            return CommandLine.ExitDone;
        }
    }

    private static RecorderOptions OptionsOf(ParseResult parsed)
    {
        var options = new RecorderOptions
        {
            Directory = Path.GetFullPath(parsed.GetValue(Out) ?? Path.Combine(Environment.GetEnvironmentVariable("POLYCLOUD_HOME") ?? Environment.CurrentDirectory, "recordings")),
            Series = SeriesOf(parsed.GetValue(Series)!),
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

    private static WindowSeries SeriesOf(string text) => text.Split('-') switch
    {
        [{ Length: > 0 } asset, "5m"] when asset.All(char.IsAsciiLetterLower) => new WindowSeries(asset, WindowInterval.FiveMinutes),
        [{ Length: > 0 } asset, "15m"] when asset.All(char.IsAsciiLetterLower) => new WindowSeries(asset, WindowInterval.FifteenMinutes),
        _ => throw new UsageException($"--series is '{text}'; it must be an asset and a window of 5m or 15m, such as btc-5m."),
    };

    private static Uri SocketOf(Uri venue, string path) => new UriBuilder(venue) { Scheme = venue.Scheme == "https" ? "wss" : "ws", Path = path }.Uri;
}
