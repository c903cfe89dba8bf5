using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using PolyCloud.Cli.Clock;
using PolyCloud.Cli.ControlPlane;
using PolyCloud.Cli.Supervision;
using PolyCloud.Cli.Up;
using PolyCloud.ContainerWorker.ControlPlane;
using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Polymarket.Control;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Cli.Commands;

/// <summary>`control-plane`: the workflows alone, against a simulator that is already up. `up` starts it.</summary>
internal static class ControlPlaneCommand
{
    private const string Shard = "0";

    private static readonly Option<long> FirstOpens = new("--first-opens") { Description = "Unix seconds at which the first window opens." };

    private static readonly Option<long?> LastCloses = new("--last-closes") { Description = "Unix seconds at which the last window closes." };

    private static readonly Option<bool> NewAccount = new("--new-account") { Description = "Forget the windows of an earlier account.", Hidden = true };

    private static readonly Option<string?> CrashAt = new("--crash-at") { Description = "For crash tests: before:N or after:N, the write of the state store to die at.", Hidden = true };

    public static Command Create()
    {
        var command = new Command("control-plane", "Run the workflows alone: windows, kill switch, reports, watchdog. 'up' starts one for you.")
        {
            Declared.SimulatorAddress, Declared.Seed, Declared.Store, Declared.Data, SeriesOption.Option, FirstOpens, LastCloses, Declared.Set, Declared.Supervised, Declared.Clock, NewAccount, CrashAt,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var simulator = parsed.GetValue(Declared.SimulatorAddress) is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? address
            : throw new UsageException("--simulator must be the address of a running simulator, such as http://127.0.0.1:8080.");
        using var signals = parsed.GetValue(Declared.Supervised) ? StopSignals.ForSupervised() : StopSignals.ForTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Token);
        using var logs = LoggerFactory.Create(static logging => logging
            .AddConsole(static console =>
            {
                console.FormatterName = ConsoleFormatterNames.Json;
                console.LogToStandardErrorThreshold = LogLevel.Trace;
            })
            .SetMinimumLevel(LogLevel.Information));
        var time = ClockOption.Of(parsed);
        var data = DataDirectory.Of(parsed.GetValue(Declared.Data));
        await using var store = OpenStore(parsed, data);
        using var key = PrivateKey.FromHex(Environment.GetEnvironmentVariable(PrivateKey.Variable) ?? SimulatedWallet.PrivateKeyHex((ulong)parsed.GetValue(Declared.Seed)));
        var wallet = WalletIdentity.Read(key, Environment.GetEnvironmentVariable);
        using var http = new HttpPump(new Dictionary<VenueService, Uri> { [VenueService.Clob] = simulator, [VenueService.Gamma] = simulator }, time);
        return await HostAsync(parsed, store, http, wallet, time, logs.CreateLogger("control-plane"), stop.Token);
    }

    private static async Task<int> HostAsync(
        ParseResult parsed, ITableStore store, HttpPump http, TradingWallet wallet, TimeProvider time, ILogger log, CancellationToken stop)
    {
        var client = ControlPlaneStores.Client(store, time);
        var venue = new VenueControl(new WorkerOrders(http.SendAsync, wallet, time), new WindowPayouts(http.SendAsync));
        var activities = ControlPlaneActivities.Create(
            store, venue, new EmbeddedWorkflows(store, client), time, static cancellation => Task.Delay(ControlPlaneActivities.LookPause, cancellation));
        var speed = time is ScaledTimeProvider scaled ? scaled.Origin.Speed : 1;
        using var host = new WorkflowHost(store, activities, OptionsOf(speed), time, new WorkflowConsole(log))
        {
            Started = static (epoch, live) => Say($"control    up  workflows of epoch {epoch}, {live} live; polycloud workflows list; pid {Environment.ProcessId}"),
        };
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var forgetting = Task.CompletedTask;
        try
        {
            var start = new ControlPlaneStart(store, client);
            if (parsed.GetValue(NewAccount))
            {
                await start.ForgetAsync(Shard, stop);
            }

            var series = SeriesOption.Simulated(parsed);
            await start.EnsureAsync(InputOf(parsed, series, speed), series.Name, stop);
            forgetting = RetentionLoop.RunAsync(RetentionOf(parsed, store), time, log, ending.Token);
            await host.RunAsync(ControlPlaneCatalog.Create(), stop);
            return CommandLine.ExitDone;
        }
        catch (Exception problem) when (problem is LeaseLostException or StoreUnavailableException)
        {
            throw new CommandFailedException("the control plane ends: " + problem.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return CommandLine.ExitDone;
        }
        finally
        {
            await ending.CancelAsync();
            await forgetting;
        }
    }

    private static ControlPlaneRetention RetentionOf(ParseResult parsed, ITableStore store)
    {
        var settings = EngineSettings.ReadAll(parsed.GetValue(Declared.Set) ?? [], [], SimulatedChain.WithInventory).Retention;
        return new ControlPlaneRetention(store, Shard, settings.WorkflowDays, settings.ReportDays, RetentionLoop.BreatheAsync);
    }

    private static ITableStore OpenStore(ParseResult parsed, string data)
    {
        var store = ControlPlaneStores.Open(data, parsed.GetValue(Declared.Store) == "azurite");
        if (parsed.GetValue(CrashAt) is not { } text)
        {
            return store;
        }

        var crash = CrashingStore.Parse(text) ?? throw new UsageException($"--crash-at is '{text}'; allowed is before:N, after:N.");
        return new CrashingStore(store, crash.At, crash.Stored);
    }

    // What is asked of a worker in real seconds is asked in as many more simulated ones.
    private static SeriesInput InputOf(ParseResult parsed, WindowSeries series, double speed)
    {
        var first = Timestamp.FromSeconds(parsed.GetValue(FirstOpens));
        return new SeriesInput
        {
            Shard = Shard,
            Asset = series.Asset,
            Interval = series.Interval,
            FirstOpens = first,
            NextOpens = first,
            LastCloses = parsed.GetValue(LastCloses) is { } last ? Timestamp.FromSeconds(last) : Timestamp.Never,
            Schedule = EngineSettings.ReadAll(parsed.GetValue(Declared.Set) ?? [], [], SimulatedChain.WithInventory).Engine.Phases.Of(series.Interval),
            AcknowledgePatience = new Duration((long)(5_000_000 * speed)),
        };
    }

    private static WorkflowHostOptions OptionsOf(double speed) => new()
    {
        Holder = $"{Environment.MachineName}:{Environment.ProcessId}",
        Runtime = new WorkflowRuntimeOptions { InboxInterval = new Duration((long)Math.Min(100_000 * speed, 10_000_000)) },
    };

    private static void Say(string words) => Console.WriteLine(new JsonObject { ["say"] = words }.ToJsonString());
}
