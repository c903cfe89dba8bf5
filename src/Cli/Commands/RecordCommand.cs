using System.CommandLine;
using System.Globalization;
using PolyCloud.Cli.Supervision;
using PolyCloud.ContainerWorker.Recording;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.Commands;

/// <summary>`record`: raw frames of a series into a journal, until stopped.</summary>
internal static class RecordCommand
{
    public static Command Create()
    {
        var command = new Command("record", $"Record the raw frames of a series' sockets and the answers about its windows, until Ctrl-C. Places no order. The user's and the settlement price socket need a wallet's key in {PrivateKey.Variable}.")
        {
            SeriesOption.Option, VenueFeeds.Out, VenueFeeds.Venue, Declared.Supervised,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var signals = parsed.GetValue(Declared.Supervised) ? StopSignals.ForSupervised() : StopSignals.ForTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Token);
        var options = VenueFeeds.Of(parsed);
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
}
