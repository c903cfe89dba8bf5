using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using PolyCloud.Cli.Clock;
using PolyCloud.Cli.Paper;
using PolyCloud.Cli.Supervision;
using PolyCloud.Cli.Up;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Paper;
using PolyCloud.ContainerWorker.Recording;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.Commands;

/// <summary>`paper`: the whole worker on live books, its orders on paper.</summary>
internal static class PaperCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly Option<FillAssumption> Assumption = new("--assumption")
    {
        Description = "How kindly resting orders are filled: pessimistic (only when the market trades through), realistic (queue model), optimistic (any trade at the price).",
        DefaultValueFactory = _ => FillAssumption.Realistic,
    };

    private static readonly Option<decimal> Funds = new("--funds") { Description = "Dollars of the paper account.", DefaultValueFactory = _ => 1_000 };

    private static readonly Option<int> FeedDelay = new("--feed-delay")
    {
        Description = "Milliseconds that books and prints take from the venue to this machine (0 to 60000). The paper venue sees them as late as this machine does, so that orders are held up by as much.",
        DefaultValueFactory = _ => 0,
    };

    public static Command Create()
    {
        var command = new Command("paper", "Trade on paper against the live feeds, or a simulator's, until Ctrl-C. A throwaway wallet is made for the price stream's credential; no order leaves this machine. Where the venue gives no credential it records only.")
        {
            SeriesOption.Option, VenueFeeds.Venue, VenueFeeds.Out, Declared.Windows, Declared.Clock, Declared.Set, Declared.Supervised, Declared.Summary, Declared.Journal, Assumption, Funds, LatencyOption.Declared, FeedDelay,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var signals = parsed.GetValue(Declared.Supervised) ? StopSignals.ForSupervised() : StopSignals.ForTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Token);
        var venue = VenueFeeds.Of(parsed);
        TimeProvider time = parsed.GetValue(Declared.Clock) is not { } text
            ? TimeProvider.System
            : new ScaledTimeProvider(ClockOrigin.Parse(text) ?? throw new UsageException($"--clock is '{text}'; it is what the simulator's first line tells."));
        var options = OptionsOf(parsed, venue.Series, new Polymarket.Sessions.Clock(time).Now);
        var paper = new PaperDeskOptions
        {
            Funds = new Money((long)(FundsOf(parsed) * 1_000_000m)),
            Exchange = new PaperOptions { Assumption = parsed.GetValue(Assumption), Latency = LatencyOption.Of(parsed, parsed.GetValue(FeedDelay)) },
        };

        // Never a wallet that owns something: this key is made now and gone with the process.
        using var key = PrivateKey.FromHex(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        using var host = new PaperHost(VenueFeeds.ForPaper(venue), time);

        // Paper has no start-up that could fail half-way: where it runs it is as ready as it will be.
        await using var health = HealthPort.OfEnvironment() is { } port
            ? await HealthServer.StartAsync(port, static () => true, static () => null, stop.Token)
            : null;
        try
        {
            Console.WriteLine($"paper      asking {venue.Clob} for a credential of the throwaway wallet {key.Address}");
            if (await host.CredentialAsync(key, stop.Token) is not { } credential)
            {
                Console.WriteLine("paper      the venue gives this wallet no credential, so there is no settlement price and nothing is quoted: recording only.");
                return await RecordAsync(venue, time, stop.Token);
            }

            Console.WriteLine($"paper      watching {venue.MarketSocket}; orders stay on paper ({paper.Exchange.Assumption}, {paper.Exchange.Queue.Name}, {paper.Exchange.Latency.Name}). Ctrl-C ends it.");
            using var journal = PaperJournal.Open(parsed.GetValue(Declared.Journal), options.Engine);
            var (summary, cash) = await host.RunAsync(options, paper, key, credential, new PaperLog(Console.Out), journal?.Steps, stop.Token);
            var node = JsonSerializer.SerializeToNode(summary, Json)!;
            Console.WriteLine(parsed.GetValue(Declared.Summary) == "json" ? node.ToJsonString() : SummaryText.Of(node));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"paper      {cash.Micros / 1_000_000m} dollars in the paper account, of {FundsOf(parsed)}"));
            return summary.InvariantBreaches == 0 && summary.OpenOrdersAtEnd is 0 && journal is not { Lost: > 0 } ? CommandLine.ExitDone : CommandLine.ExitFailed;
        }
        catch (StoreUnavailableException problem)
        {
            throw new CommandFailedException("no journal can be kept: " + problem.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("paper      stopped before it traded.");
            return CommandLine.ExitDone;
        }
    }

    private static async Task<int> RecordAsync(RecorderOptions venue, TimeProvider time, CancellationToken stop)
    {
        try
        {
            var summary = await Recorder.RunAsync(venue, null, time, stop);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recorded {summary.Frames} frames of {summary.Windows} windows to {venue.Directory}, {summary.Gaps} gaps, {summary.Lost} blocks lost"));
            return summary.Lost == 0 ? CommandLine.ExitDone : CommandLine.ExitFailed;
        }
        catch (StoreUnavailableException problem)
        {
            throw new CommandFailedException("not recording: " + problem.Message);
        }
    }

    private static NodeOptions OptionsOf(ParseResult parsed, WindowSeries series, Timestamp now)
    {
        var engine = EngineSettings.Read(parsed.GetValue(Declared.Set) ?? [], []);
        if (!engine.Signals.RequireOracle)
        {
            throw new UsageException("engine.signals.requireOracle is false; a paper run never quotes without an oracle.");
        }

        var first = series.StartAt(now) + series.Length;
        return new NodeOptions
        {
            Engine = engine,
            Epoch = 1,
            Series = series,
            FirstOpens = first,
            LastCloses = parsed.GetValue(Declared.Windows) is { } windows ? first + (series.Length * windows) : Timestamp.Never,
        };
    }

    private static decimal FundsOf(ParseResult parsed) => parsed.GetValue(Funds) is var funds and > 0 and <= 1_000_000_000
        ? funds
        : throw new UsageException("--funds must lie above 0 and be at most 1000000000 dollars.");
}
