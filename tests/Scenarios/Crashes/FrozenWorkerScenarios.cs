using System.Text.Json.Nodes;
using PolyCloud.Cli.Up;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Scenarios.Runs;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>
/// Two workers on one table store, each with a disk of its own, as two replicas have: one is frozen with an order resting while the other
/// takes the shard over, and thawed. The venue is slow to revoke keys, so that nothing but the worker itself could stop it.
/// </summary>
public sealed class FrozenWorkerScenarios
{
    private static readonly string[] FarBehind = ["--set", "engine.asymmetric.restBehindTouch=0.2"];

    [AzuriteFact]
    public async Task A_worker_thawed_after_another_took_over_leaves_no_order_and_ends()
    {
        Environment.SetEnvironmentVariable("POLYCLOUD_HOME", Repository.Root);
        using var tables = new TemporaryDirectory();
        using var firstDisk = new TemporaryDirectory();
        using var secondDisk = new TemporaryDirectory();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        using var azurite = await AzuriteProcess.StartAsync(tables.Path, environment, default);
        await using var exchange = await SurvivingExchange.StartAsync();
        await using var frozen = StartWorker(exchange, environment, firstDisk);
        var credential = await exchange.Witness.CredentialAsync(1);
        await Wait.UntilAsync(async () => (credential ??= await exchange.Witness.CredentialAsync(1)) is not null, "the first worker has its key", () => frozen.Output);
        await Wait.UntilAsync(async () => (await exchange.Witness.OpenOrdersAsync(credential!)).Count > 0, "an order rests", () => frozen.Output);
        Native.Signal(frozen.Id, Native.Stop);

        await using var successor = StartWorker(exchange, environment, secondDisk);
        using var worker = new WorkerEndpoint(secondDisk.Path);
        JsonNode? status = null;
        await Wait.UntilAsync(
            async () => (long?)(status = await worker.StatusAsync())?["epoch"] == 2 && (bool?)status!["feeds"]?["reconciliation"] == true, "the successor has taken over", () => successor.Output);
        Assert.Empty(await exchange.Witness.OpenOrdersAsync(credential!));

        Native.Signal(frozen.Id, Native.Continue);
        await frozen.EndAsync(Wait.Long);
        Assert.Empty(await exchange.Witness.OpenOrdersAsync(credential!));
        Assert.Contains("lease lost", frozen.Output, StringComparison.Ordinal);
        status = await worker.StatusAsync();
        Assert.Equal(2, (long?)status?["epoch"]);
        Assert.False(successor.HasExited, successor.Output);
    }

    private static PolycloudProcess StartWorker(SurvivingExchange exchange, Dictionary<string, string> environment, TemporaryDirectory disk) => PolycloudProcess.Start(
        environment,
        [
            "worker", "--simulator", exchange.Address, "--clock", exchange.Clock, "--first-opens", SurvivingExchange.FirstOpens, "--seed", $"{SurvivingExchange.Seed}",
            "--data", disk.Path, "--store", "azurite", .. Quoting.Settings, .. FarBehind,
        ]);
}
