using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Alerts.Channels;
using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Metrics;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.Commands;

/// <summary>One worker from its stores to its summary, the same for simulated and real money.</summary>
internal static class WorkerRun
{
    /// <param name="say">Tells the person that it is up, and where.</param>
    /// <exception cref="CommandFailedException">It cannot start; nothing was quoted.</exception>
    public static async Task<RunSummary> RunAsync(WorkerOptions options, TradingWallet wallet, TimeProvider time, ILogger log, Action<string> say, CancellationToken stop)
    {
        try
        {
            options = options with { AlertChannels = AlertChannels.Of(Environment.GetEnvironmentVariable) };
            await using var host = await WorkerHost.OpenAsync(options, time, log, stop);
            await using var server = await StatusServer.StartAsync(options.Port, host, LocalKey.OfDirectory(options.DataDirectory), host.ReadModel, stop);
            await using var health = HealthPort.OfEnvironment() is { } port
                ? await HealthServer.StartAsync(port, () => host.HasStarted, () => host.NotReadyBecause, stop)
                : null;
            using var address = AddressFile.Write(options.DataDirectory, server.Address);
            await using var api = await ApiServer.StartAsync(
                options.Api, new ApiSources(host.ReadModel, host.Commands, host, ApiKeyFile.Of(options.DataDirectory), Path.Combine(options.DataDirectory, "audit"), () => host.Histograms, host.Records), log, stop);
            using var telemetry = OpenTelemetryExport.Start(Environment.GetEnvironmentVariable);
            using var apiAddress = AddressFile.Write(options.DataDirectory, api.Address, RunningWorker.ApiAddressFile);
            say($"dashboard  up  {api.Address}   open it in a browser{(api.RequiresKey ? "; it asks for an API key" : " on this machine")}");
            say($"api        up  {api.Address}api/v1/docs   {(api.RequiresKey ? "a key is needed" : "no key is configured: only programs on this machine are served")}");
            say($"worker     up  {server.Address}status   health at /health/live, /health/ready; state in {options.DataDirectory}; pid {Environment.ProcessId}");
            return await host.RunAsync(wallet, stop);
        }
        catch (Exception problem) when (problem is StoreUnavailableException or StoreConflictException or PortInUseException or ApiNeedsKeyException or AlertChannelException or TakeoverRefusedException)
        {
            throw new CommandFailedException("not quoting: " + problem.Message);
        }
    }

    /// <summary>A run is done well when nothing is left open at the venue and no invariant broke.</summary>
    public static int ExitCodeOf(RunSummary summary) => summary is { OpenOrdersAtEnd: 0, InvariantBreaches: 0 } ? CommandLine.ExitDone : CommandLine.ExitFailed;
}
