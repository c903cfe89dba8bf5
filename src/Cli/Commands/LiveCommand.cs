using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using PolyCloud.Cli.Supervision;
using PolyCloud.Cli.Up;
using PolyCloud.ContainerWorker.Doctor;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Storage.Events;
using PolyCloud.Storage.Journal.Shipping;
using PolyCloud.Storage.Secrets;

namespace PolyCloud.Cli.Commands;

/// <summary>`live`: the worker against the real venue, with real money. Behind a switch, a green doctor, and limits that are low by default.</summary>
internal static class LiveCommand
{
    /// <summary>The switch of the command line.</summary>
    public const string Switch = "--i-understand-that-real-money-is-at-risk";

    /// <summary>The same as a variable, for containers: it must say <c>yes</c>.</summary>
    public const string Variable = "POLYCLOUD_LIVE";

    /// <summary><c>yes</c> where a control plane shares the state store: only what it assigned is opened.</summary>
    public const string ControlPlaneVariable = "POLYCLOUD_CONTROL_PLANE";

    /// <summary>Where the journal is written; not set: none is kept.</summary>
    public const string JournalVariable = "POLYCLOUD_JOURNAL";

    /// <summary>How often the vault is asked whether its key is still the one that trades.</summary>
    private static readonly TimeSpan KeyLooks = TimeSpan.FromSeconds(60);

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly Option<bool> Understood = new(Switch) { Description = $"Needed, or {Variable}=yes in the environment: orders will be sent to the real venue." };

    private static readonly Option<bool> AcceptWarnings = new("--accept-warnings") { Description = "Trade although the doctor warns. Errors are never accepted." };

    public static Command Create()
    {
        var command = new Command(
            "live",
            $"Trade with real money. Runs the doctor first and stops at any error. The key comes from {PrivateKey.Variable} or from the vault in {KeyVaultSecrets.Variable}; "
            + $"{WalletIdentity.TypeVariable} and {WalletIdentity.FunderVariable} say which wallet pays. live.capital, live.orderSize and live.dailyLoss cap it, low by default.")
        {
            Understood, AcceptWarnings, SeriesOption.Option, Declared.Venue, Declared.LiveData, Declared.WorkerPort, Declared.Set, Declared.Windows, Declared.Summary, Declared.Clock,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (!parsed.GetValue(Understood) && Environment.GetEnvironmentVariable(Variable) != "yes")
        {
            throw new UsageException($"live sends orders to the real venue. Say {Switch}, or set {Variable}=yes.");
        }

        var settings = EngineSettings.ReadAll(parsed.GetValue(Declared.Set) ?? [], []);
        var addresses = settings.Addresses(parsed.GetValue(Declared.Venue));
        using var signals = StopSignals.ForTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Token);
        using var logs = LoggerFactory.Create(logging => logging
            .AddConsole(console =>
            {
                console.FormatterName = ConsoleFormatterNames.Json;
                console.LogToStandardErrorThreshold = LogLevel.Trace;
            })
            .SetMinimumLevel(LogLevel.Information));
        PrivateKey? key = null;
        try
        {
            var keys = KeySource.Of(Environment.GetEnvironmentVariable);
            key = await KeySource.OpenAsync(keys, stop.Token);
            var log = logs.CreateLogger("live");
            _ = StopWhenKeyChangesAsync(keys, stop, log);
            var wallet = WalletIdentity.Read(key, Environment.GetEnvironmentVariable);
            var chain = new LiveChain(addresses, RelayerIdentity.Read(key.Address, Environment.GetEnvironmentVariable), settings.Live.NativeCoin);
            var engine = chain.Fit(settings.Live.Limit(settings.Engine), wallet);
            await ExamineAsync(parsed, settings, addresses, wallet, stop.Token);
            Announce(engine, wallet);
            var (took, orders) = HotPathWarmUp.Run(engine);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warm       in {took.TotalSeconds:0.0} s ({orders} orders signed in memory)"));
            var summary = await WorkerRun.RunAsync(OptionsOf(parsed, engine, chain) with { Api = settings.Api, Alerts = settings.Alerts, Retention = settings.Retention }, wallet, ClockOption.Of(parsed), log, Console.WriteLine, stop.Token);
            Tell(parsed, summary);
            return WorkerRun.ExitCodeOf(summary);
        }
        catch (Exception problem) when (problem is SigningException or SecretUnavailableException)
        {
            throw new CommandFailedException("not trading: " + problem.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("live       stopped before it traded; it sent no order.");
            return CommandLine.ExitDone;
        }
        finally
        {
            key?.Dispose();
        }
    }

    private static async Task ExamineAsync(ParseResult parsed, EngineSettings.Root settings, VenueAddresses addresses, TradingWallet wallet, CancellationToken stop)
    {
        using var doctor = new DoctorRun(new DoctorOptions
        {
            Venue = addresses,
            DataDirectory = DataDirectory.OfLive(parsed.GetValue(Declared.LiveData)),
            Capital = settings.Live.Capital,
            Series = SeriesOption.Of(parsed),
            Time = ClockOption.Of(parsed),
            OpenWallet = _ => Task.FromResult(wallet),
        });
        var report = await doctor.RunAsync(line => Console.WriteLine(DoctorReport.Text(line)), stop);
        if (report.Worst == DoctorLevel.Error)
        {
            throw new CommandFailedException($"not trading: the doctor found {report.Count(DoctorLevel.Error)} errors, see above.");
        }

        if (report.Worst == DoctorLevel.Warning && !parsed.GetValue(AcceptWarnings))
        {
            throw new CommandFailedException($"not trading: the doctor found {report.Count(DoctorLevel.Warning)} warnings, see above. Mend them, or say --accept-warnings.");
        }
    }

    /// <summary>
    /// A key that is rotated, disabled or deleted in its source ends the worker in order, clear at the venue: it is started again with the new
    /// one, or not at all. A source that cannot be asked ends nothing.
    /// </summary>
    private static async Task StopWhenKeyChangesAsync(ISecretSource keys, CancellationTokenSource stop, ILogger log)
    {
        try
        {
            var change = await new SecretWatch(keys, PrivateKey.Variable, KeyLooks, TimeProvider.System).ChangeAsync(stop.Token);
            log.LogWarning("the key was {Change} in {Source}: stopping", change, keys.Name);
            await stop.CancelAsync();
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The worker has ended for another reason.
        }
    }

    private static string? Setting(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? set : null;

    private static Uri? AddressSetting(string variable) => Setting(variable) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.AbsolutePath.Length > 1 ? address
        : throw new UsageException($"{variable} is '{text}'; it must be an https address with a hub's or container's name.");

    private static WorkerOptions OptionsOf(ParseResult parsed, EngineOptions engine, LiveChain chain)
    {
        var addresses = chain.Addresses;
        // From the window that is open now: an earlier worker may have traded it.
        var now = ClockOption.Of(parsed).GetUtcNow();
        var plan = RunPlan.Joining(now.ToUnixTimeSeconds(), parsed.GetValue(Declared.Windows), SeriesOption.Of(parsed).Length);
        return new WorkerOptions
        {
            Series = SeriesOption.Of(parsed),
            Clob = addresses.Clob,
            Gamma = addresses.Gamma,
            Data = addresses.Data,
            Site = addresses.Site,
            Relayer = addresses.Relayer,
            Nodes = addresses.Nodes,
            Chain = chain.Of,
            MarketSocket = addresses.MarketSocket,
            UserSocket = addresses.UserSocket,
            PriceSocket = addresses.PriceSocket,
            LegacyPriceSocket = addresses.LegacyPriceSocket,
            BinanceSocket = addresses.BinanceSocket,
            CoinbaseSocket = addresses.CoinbaseSocket,
            TokenCollateral = addresses.TokenCollateral,
            DataDirectory = DataDirectory.OfLive(parsed.GetValue(Declared.LiveData)),
            TablesConnection = Setting(AzuriteProcess.ConnectionVariable),
            HasControlPlane = Setting(ControlPlaneVariable) == "yes",
            JournalDirectory = Setting(JournalVariable),
            EventHub = AddressSetting(EventHubOptions.Variable),
            JournalBlobs = AddressSetting(ShippingOptions.Variable),
            Port = parsed.GetValue(Declared.WorkerPort),
            Engine = engine,
            FirstOpens = plan.FirstOpens,
            LastCloses = plan.LastCloses,
        };
    }

    private static void Announce(EngineOptions engine, TradingWallet wallet) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"live       wallet {wallet.Funder}; at most {RunSummaryBuilder.ToDecimal(engine.Risk.MaximumTotalNotional):0.##} dollars at risk, "
        + $"{RunSummaryBuilder.ToDecimal(engine.Risk.MaximumOrderSize):0.##} shares an order, {RunSummaryBuilder.ToDecimal(engine.Risk.MaximumDailyLoss):0.##} dollars of loss a day"));

    private static void Tell(ParseResult parsed, RunSummary summary)
    {
        var node = JsonSerializer.SerializeToNode(summary, Json)!;
        Console.WriteLine(parsed.GetValue(Declared.Summary) == "json" ? node.ToJsonString() : SummaryText.Of(node));
    }
}
