using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Scenarios.Runs;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>The state store goes away under a running worker and comes back.</summary>
public sealed class LostStoreScenarios
{
    /// <summary>So far below the touch that nothing is filled: what is placed are entries, never exits.</summary>
    private static readonly string[] FarBehind = ["--set", "engine.asymmetric.restBehindTouch=0.2"];

    private static readonly TimeSpan NothingOpensFor = TimeSpan.FromSeconds(3);

    [AzuriteFact]
    public async Task A_worker_whose_store_dies_opens_nothing_until_it_is_back_and_ends_clear()
    {
        await using var exchange = await SurvivingExchange.StartAsync();
        await using var azurite = await AzuriteServer.StartAsync();
        using var data = new TemporaryDirectory();
        await using var process = PolycloudProcess.Start(
            azurite.Environment,
            [
                "worker", "--simulator", exchange.Address, "--clock", exchange.Clock, "--first-opens", SurvivingExchange.FirstOpens,
                "--seed", $"{SurvivingExchange.Seed}", "--data", data.Path, "--store", "azurite", .. Quoting.Settings, .. FarBehind,
            ]);
        using var worker = new WorkerEndpoint(data.Path);
        await Wait.UntilAsync(() => exchange.Orders.Count > 0, "the worker trades", () => process.Output);

        azurite.Kill();
        await Wait.UntilAsync(async () => Problem(await worker.StatusAsync()) is { Length: > 0 }, "the worker says that its store is away", () => process.Output);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var before = exchange.Orders.Count;
        await Task.Delay(NothingOpensFor);
        Assert.False(process.HasExited, process.Output);
        Assert.Equal(before, exchange.Orders.Count);

        await azurite.BeginAsync();
        await Wait.UntilAsync(() => exchange.Orders.Count > before, "the worker trades again", () => process.Output);
        process.Interrupt();
        await process.EndAsync(Wait.Long);
        Assert.True(process.ExitCode == 0, process.Output);
    }

    private static string? Problem(JsonNode? status) => (string?)status?["stateProblem"];
}
