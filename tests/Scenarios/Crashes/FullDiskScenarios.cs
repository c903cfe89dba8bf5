using PolyCloud.Scenarios.Processes;
using PolyCloud.Scenarios.Runs;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>The disk fills up under a running worker, with everything on it, and is emptied again.</summary>
public sealed class FullDiskScenarios
{
    private const int DiskMegabytes = 8;

    private static readonly TimeSpan NothingOpensFor = TimeSpan.FromSeconds(3);

    [SmallDiskFact]
    public async Task A_worker_whose_disk_is_full_sends_nothing_that_it_cannot_write_down_and_goes_on_when_there_is_room()
    {
        await using var exchange = await SurvivingExchange.StartAsync();
        using var disk = SmallDisk.Mount(DiskMegabytes);
        await using var process = PolycloudProcess.Start(
        [
            "worker", "--simulator", exchange.Address, "--clock", exchange.Clock, "--first-opens", SurvivingExchange.FirstOpens,
            "--seed", $"{SurvivingExchange.Seed}", "--data", disk.Path, .. Quoting.Settings,
        ]);
        await Wait.UntilAsync(() => exchange.Orders.Count > 0, "the worker trades", () => process.Output);

        disk.Fill();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = exchange.Orders.Count;
        await Task.Delay(NothingOpensFor);
        Assert.False(process.HasExited, process.Output);
        Assert.Equal(before, exchange.Orders.Count);

        disk.Empty();
        await Wait.UntilAsync(() => exchange.Orders.Count > before, "the worker trades again", () => process.Output);
        process.Interrupt();
        await process.EndAsync(Wait.Long);
        Assert.True(process.ExitCode == 0, process.Output);
    }
}
