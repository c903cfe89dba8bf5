using PolyCloud.Storage.Archive;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.State;

namespace PolyCloud.Storage.Tests.Archive;

public sealed class BoundedStoreTests
{
    private const int RowsOfDay = 2_000;

    [Fact]
    public async Task A_month_of_trading_leaves_four_days_in_memory_and_a_log_that_shrinks()
    {
        using var directory = new TemporaryDirectory();
        var options = new FileTableStoreOptions { Directory = directory.Path, CompactionBytesMinimum = 64 * 1024 };
        var log = new FileInfo(directory.File("tables.log"));
        var longest = 0L;
        await using var scene = new ArchiveScene(options);
        for (var day = 0; day < 30; day++)
        {
            await FillAsync(scene, day);
            await scene.TurnAsync(day);
            await scene.TurnAsync(day);
            Assert.InRange(scene.Store.Hot.RowCount, 1, 4 * RowsOfDay);
            log.Refresh();
            longest = Math.Max(longest, log.Length);
        }

        Assert.True(scene.Store.Hot.Compactions >= 3, $"{scene.Store.Hot.Compactions} rewritings");
        await scene.ReopenAsync();
        Assert.InRange(scene.Store.Hot.RowCount, RowsOfDay, 3 * RowsOfDay);

        // Live rows, as much garbage, and a day before the next rewriting; a month is eight times as much.
        Assert.True(longest < 10 * DayBytes, $"the log had {longest} bytes");
        foreach (var day in (int[])[0, 13, 26, 29])
        {
            Assert.Equal(RowsOfDay / 2, (await scene.ReadAsync(WorkerTables.Orders, day)).Count);
        }
    }

    private static long DayBytes => RowsOfDay * 300L;

    private static async Task FillAsync(ArchiveScene scene, int day)
    {
        foreach (var (table, rows) in ((string, int)[])[(WorkerTables.Orders, 1_000), (WorkerTables.Fills, 424), (WorkerTables.Positions, 288), (WorkerTables.Windows, 288)])
        {
            await scene.PutAsync(table, [.. Enumerable.Range(0, rows).Select(number => ArchiveScene.Row(day, $"btc-updown-5m-{number:D10}", new string('x', 200) + number))]);
        }
    }
}
