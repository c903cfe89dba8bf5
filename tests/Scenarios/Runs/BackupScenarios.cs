using System.Diagnostics;
using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Storage.Archive;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.State;

namespace PolyCloud.Scenarios.Runs;

/// <summary>What docs/runbook.md says under "Back up and restore", done word for word with tar.</summary>
public sealed class BackupScenarios : IDisposable
{
    /// <summary>Five seconds before a window of 2026-11-03.</summary>
    private const string FirstDay = "1793714395";

    private const string SecondDay = "1793800795";

    private readonly TemporaryDirectory _scratch = new();

    private string Data => Path.Combine(_scratch.Path, "data");

    private string Archive => Path.Combine(_scratch.Path, "backup.tar.gz");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_was_wiped_is_restored_with_its_archive_and_says_the_same_and_trades_on_under_a_later_epoch()
    {
        var before = await TradeUntilSomethingIsBoughtAsync();
        await ArchiveAsync();
        Assert.Equal(before, await SayAllAsync());
        var epoch = long.Parse(await EpochAsync(), CultureInfo.InvariantCulture);
        await TarAsync(0, "-C", Data, "-czf", Archive, ".");
        Directory.Delete(Data, recursive: true);
        await RestoreAsync();
        Assert.Equal(before, await SayAllAsync());
        await TradeAsync(SecondDay);
        Assert.Equal(((epoch + 1).ToString(CultureInfo.InvariantCulture), before.Report), (await EpochAsync(), (await SayAllAsync()).Report));
    }

    [Fact]
    public async Task A_copy_that_was_taken_while_it_ran_can_be_restored_too()
    {
        await using (var up = PolycloudProcess.Start(["up", "--speed", "20", "--seed", "7", "--start", FirstDay, "--data", Data, .. Quoting.Settings]))
        {
            await up.LineAsync("worker     up", Wait.Long);
            await Task.Delay(TimeSpan.FromSeconds(10));

            // Files grow while they are read: tar says so with exit code 1, and what it wrote is whole.
            await TarAsync(1, "-C", Data, "-czf", Archive, ".");
            up.Interrupt();
            await up.EndAsync(Wait.Long);
        }

        Directory.Delete(Data, recursive: true);
        await RestoreAsync();
        Assert.Contains("series-btc-5m", (await SayAllAsync()).Workflows, StringComparison.Ordinal);
        await TradeAsync(SecondDay);
        Assert.Equal("2", await EpochAsync());
    }

    /// <summary>With nothing bought there would be little to lose. Slower than the others, so that a busy machine trades too.</summary>
    private async Task<(string Report, string Workflows, string Positions)> TradeUntilSomethingIsBoughtAsync()
    {
        await using (var up = PolycloudProcess.Start(["up", "--speed", "5", "--seed", "7", "--start", FirstDay, "--data", Data, .. Quoting.Settings]))
        {
            await up.LineAsync("worker     up", Wait.Long);
            using var worker = new WorkerEndpoint(Data);
            await Wait.UntilAsync(async () => (long?)(await worker.StatusAsync())?["totals"]?["fills"] > 0, "something is bought", () => up.Output);
            up.Interrupt();
            await up.EndAsync(Wait.Long);
        }

        var said = await SayAllAsync();
        Assert.Contains("\"kind\": \"fill\"", said.Report, StringComparison.Ordinal);
        Assert.NotEmpty(said.Positions);
        return said;
    }

    /// <summary>What a worker does with the day some days later.</summary>
    private async Task ArchiveAsync()
    {
        await using var store = ArchivedTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(Data, "state") });
        var archiver = new DayArchiver(store, hotDays: 2, static _ => Task.CompletedTask);
        var later = Timestamp.FromSeconds(long.Parse(FirstDay, CultureInfo.InvariantCulture) + (4 * 86_400));
        Assert.True((await archiver.TurnAsync(later, default)).Written > 0);
        Assert.True((await archiver.TurnAsync(later, default)).Removed > 0);
    }

    private async Task TradeAsync(string start)
    {
        await using var up = await PolycloudProcess.RunAsync(Wait.Long, ["up", "--speed", "20", "--seed", "7", "--windows", "1", "--start", start, "--summary", "json", "--data", Data, .. Quoting.Settings]);
        Assert.True(up.ExitCode == 0, up.Output);
    }

    private async Task<string> EpochAsync() => (await File.ReadAllTextAsync(Path.Combine(Data, "epoch"))).Trim();

    /// <summary>All that can be asked while nothing runs.</summary>
    private async Task<(string Report, string Workflows, string Positions)> SayAllAsync()
    {
        await using var live = await PolycloudProcess.RunAsync(Wait.Long, "workflows", "list", "--json", "--data", Data);
        Assert.True(live.ExitCode == 0, live.Output);
        await using var report = await PolycloudProcess.RunAsync(Wait.Long, "report", "--day", "2026-11-03", "--json", "--data", Data);
        Assert.True(report.ExitCode == 0, report.Output);
        await using var store = ArchivedTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(Data, "state"), Shared = true });
        var positions = new List<string>();
        await foreach (var row in store.QueryAsync(WorkerTables.Positions, "btc-5m-20261103", null, default))
        {
            positions.Add(PositionRow.Read(row).ToString());
        }

        return (report.Output, live.Output, string.Join('\n', positions));
    }

    private async Task RestoreAsync()
    {
        Directory.CreateDirectory(Data);
        await TarAsync(0, "-C", Data, "-xzf", Archive);
    }

    private static async Task TarAsync(int worst, params string[] arguments)
    {
        using var tar = Process.Start(new ProcessStartInfo("tar", arguments) { UseShellExecute = false })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await tar.WaitForExitAsync(patience.Token);
        Assert.InRange(tar.ExitCode, 0, worst);
    }
}
