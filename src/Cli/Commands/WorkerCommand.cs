using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using PolyCloud.Cli.Clock;
using PolyCloud.Cli.Supervision;
using PolyCloud.Cli.Up;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Recorded;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;

namespace PolyCloud.Cli.Commands;

/// <summary>`worker`: the data plane alone, against a simulator that is already up. `up` starts it.</summary>
internal static class WorkerCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly Option<long> FirstOpens = new("--first-opens") { Description = "Unix seconds at which the first window to trade opens." };

    private static readonly Option<long?> LastCloses = new("--last-closes") { Description = "Unix seconds at which the last window to trade closes." };

    private static readonly Option<string?> CrashAt = new("--crash-at") { Description = "For crash tests: moment:occurrence.", Hidden = true };

    private static readonly Option<bool> ControlPlane = new("--control-plane") { Description = "A control plane shares the state store: open only what it assigned.", Hidden = true };

    private static readonly Option<bool> NewAccount = new("--new-account") { Description = "Forget what is remembered of an earlier account: limits that were hit, operations on chain.", Hidden = true };

    public static Command Create()
    {
        var command = new Command("worker", "Run the worker alone against an exchange simulator that is already up (--simulator). 'up' starts one for you.")
        {
            SeriesOption.Option, EventsOption.Source, Declared.SimulatorAddress, Declared.Seed, Declared.Store, Declared.Data, Declared.WorkerPort, Declared.Source, Declared.Waive, Declared.Set,
            FirstOpens, LastCloses, Declared.Supervised, Declared.Clock, Declared.Journal, CrashAt, NewAccount, ControlPlane,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = OptionsOf(parsed);
        using var signals = parsed.GetValue(Declared.Supervised) ? StopSignals.ForSupervised() : StopSignals.ForTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Token);
        using var logs = LoggerFactory.Create(logging => logging
            .AddConsole(console =>
            {
                console.FormatterName = ConsoleFormatterNames.Json;
                console.LogToStandardErrorThreshold = LogLevel.Trace;
            })
            .SetMinimumLevel(LogLevel.Information));
        try
        {
            using var key = KeyOf((ulong)parsed.GetValue(Declared.Seed));
            var wallet = WalletIdentity.Read(key, Environment.GetEnvironmentVariable);
            var clock = ClockOption.Of(parsed);
            if (clock is not ScaledTimeProvider { Origin.Speed: > 1 })
            {
                HotPathWarmUp.Run(options.Engine);
            }

            var summary = await WorkerRun.RunAsync(options, wallet, clock, logs.CreateLogger("worker"), Say, stop.Token)
                with { Substitutes = options.Source == "recorded" ? RecordedProvenance.Substitutes : null };
            Console.WriteLine(new JsonObject { ["summary"] = JsonSerializer.SerializeToNode(summary, Json) }.ToJsonString());
            return WorkerRun.ExitCodeOf(summary);
        }
        catch (SigningException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return CommandLine.ExitMissing;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Say("worker     stopped before it traded; it sent no order.");
            return CommandLine.ExitDone;
        }
    }

    private static WorkerOptions OptionsOf(ParseResult parsed)
    {
        var simulator = parsed.GetValue(Declared.SimulatorAddress) is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? address
            : throw new UsageException("--simulator must be the address of a running simulator, such as http://127.0.0.1:8080.");
        var venue = VenueAddresses.On(simulator);
        var waived = parsed.GetValue(Declared.Waive) ?? [];
        var crash = parsed.GetValue(CrashAt);
        var settings = EngineSettings.ReadSimulated(parsed.GetValue(Declared.Set) ?? [], waived, SimulatedChain.WithInventory);
        return new WorkerOptions
        {
            Series = SeriesOption.Of(parsed),
            Events = EventsOption.SourceOf(parsed),
            Clob = venue.Clob,
            Gamma = venue.Gamma,
            Relayer = simulator,
            Nodes = [new Uri(simulator, "/rpc")],
            Chain = static wallet => SimulatedChain.Of(wallet.Key),
            MarketSocket = venue.MarketSocket,
            UserSocket = venue.UserSocket,
            PriceSocket = venue.PriceSocket,
            LegacyPriceSocket = venue.LegacyPriceSocket,
            BinanceSocket = venue.BinanceSocket,
            CoinbaseSocket = venue.CoinbaseSocket,
            TokenCollateral = parsed.GetValue(Declared.Source) == "recorded" ? null : venue.TokenCollateral,
            DataDirectory = DataDirectory.Of(parsed.GetValue(Declared.Data)),
            JournalDirectory = parsed.GetValue(Declared.Journal),
            TablesConnection = parsed.GetValue(Declared.Store) == "azurite"
                ? Environment.GetEnvironmentVariable(AzuriteProcess.ConnectionVariable) ?? throw new UsageException($"--store azurite needs the environment variable {AzuriteProcess.ConnectionVariable}.")
                : null,
            Port = parsed.GetValue(Declared.WorkerPort),
            Engine = settings.Engine,
            Api = settings.Api,
            Alerts = settings.Alerts,
            Retention = settings.Retention,
            FirstOpens = Timestamp.FromSeconds(parsed.GetValue(FirstOpens)),
            LastCloses = parsed.GetValue(LastCloses) is { } last ? Timestamp.FromSeconds(last) : Timestamp.Never,
            Source = parsed.GetValue(Declared.Source)!,
            Seed = parsed.GetValue(Declared.Seed).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Waived = waived,
            IsNewAccount = parsed.GetValue(NewAccount),
            HasControlPlane = parsed.GetValue(ControlPlane),
            CrashAt = crash is null ? null : CrashPoint.Parse(crash) ?? throw new UsageException($"--crash-at is '{crash}'; allowed is signed:N, sent:N, resting:N, filled:N."),
        };
    }

    /// <summary>A key from the environment where there is one, else the throwaway wallet of the seed.</summary>
    private static PrivateKey KeyOf(ulong seed) =>
        PrivateKey.FromHex(Environment.GetEnvironmentVariable(PrivateKey.Variable) ?? SimulatedWallet.PrivateKeyHex(seed));

    private static void Say(string words) => Console.WriteLine(new JsonObject { ["say"] = words }.ToJsonString());
}
