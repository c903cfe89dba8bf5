using PolyCloud.Scenarios.Processes;
using PolyCloud.Scenarios.Runs;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>A worker that is stopped in the midst of its work, replaced on another machine, and goes on as if nothing had been.</summary>
public sealed class FrozenWorkerScenarios
{
    /// <summary>So far below the touch that an order stays where it is until somebody cancels it.</summary>
    private static readonly string[] FarBehind = ["--set", "engine.asymmetric.restBehindTouch=0.2"];

    [AzuriteFact]
    public async Task A_worker_that_wakes_up_after_it_was_replaced_places_nothing_more_and_ends()
    {
        await using var exchange = await SurvivingExchange.StartAsync();
        await using var azurite = await AzuriteServer.StartAsync();
        using var firstDisk = new TemporaryDirectory();
        using var secondDisk = new TemporaryDirectory();
        await using var frozen = Start(exchange, azurite, firstDisk);
        await Wait.UntilAsync(async () => await exchange.Witness.CredentialAsync(1) is not null, "the first worker has its key", () => frozen.Output);
        var dead = (await exchange.Witness.CredentialAsync(1))!;
        await Wait.UntilAsync(async () => (await exchange.Witness.OpenOrdersAsync(dead)).Count > 0, "an order of it rests", () => frozen.Output);
        Native.Signal(frozen.Id, Native.Stop);

        await using var successor = Start(exchange, azurite, secondDisk);
        using var worker = new WorkerEndpoint(secondDisk.Path);
        await Wait.UntilAsync(async () => (bool?)(await worker.StatusAsync())?["feeds"]?["reconciliation"] == true, "the second has taken over", () => successor.Output);
        Assert.Empty(await exchange.Witness.OpenOrdersAsync(dead));
        Assert.Null(await exchange.Witness.CredentialAsync(1));

        Native.Signal(frozen.Id, Native.Continue);
        await frozen.EndAsync(Wait.Long);
        Assert.Contains("lease lost", frozen.Output, StringComparison.Ordinal);
        Assert.Empty(await exchange.Witness.OpenOrdersAsync(dead));
        Assert.NotNull(await exchange.Witness.CredentialAsync(2));
        successor.Interrupt();
        await successor.EndAsync(Wait.Long);
        Assert.True(successor.ExitCode == 0, successor.Output);
    }

    private static PolycloudProcess Start(SurvivingExchange exchange, AzuriteServer azurite, TemporaryDirectory data) => PolycloudProcess.Start(
        azurite.Environment,
        [
            "worker", "--simulator", exchange.Address, "--clock", exchange.Clock, "--first-opens", SurvivingExchange.FirstOpens,
            "--seed", $"{SurvivingExchange.Seed}", "--data", data.Path, "--store", "azurite", .. Quoting.Settings, .. FarBehind,
        ]);
}
