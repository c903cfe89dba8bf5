using System.IO.Compression;
using PolyCloud.Storage.Archive;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Archive;

public sealed class DayArchiverTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private ArchiveScene _scene = null!;

    public Task InitializeAsync()
    {
        _scene = new ArchiveScene(new FileTableStoreOptions { Directory = _directory.File("state") });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _scene.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_day_that_is_over_leaves_memory_with_the_second_turn_and_is_read_as_before()
    {
        await FillAsync(0);
        var before = await _scene.ReadAsync(WorkerTables.Orders, 0);
        Assert.Equal(ArchiveTurn.Nothing, await _scene.TurnAsync(2));
        Assert.Equal((4, 1_000, 0), await CountedAsync(3));
        Assert.Equal(1_000, _scene.Store.Hot.RowCount);
        Assert.Equal(before, await _scene.ReadAsync(WorkerTables.Orders, 0));
        Assert.Equal((0, 0, 1_000), await CountedAsync(3));
        Assert.Equal(0, _scene.Store.Hot.RowCount);
        Assert.Equal(before, await _scene.ReadAsync(WorkerTables.Orders, 0));
        Assert.Equal(before[200..], await _scene.ReadAsync(WorkerTables.Orders, 0, before[200].Split('=')[0]));
        Assert.Equal("v0007", (await _scene.Store.GetAsync(WorkerTables.Windows, ArchiveScene.Partition(0), "r0007", default))!.Columns["Value"]);
        Assert.Null(await _scene.Store.GetAsync(WorkerTables.Windows, ArchiveScene.Partition(0), "r9", default));
        Assert.Equal(ArchiveTurn.Nothing, await _scene.TurnAsync(3));
    }

    [Fact]
    public async Task An_archived_day_can_be_read_with_zcat()
    {
        await _scene.PutAsync(WorkerTables.Fills, ArchiveScene.Row(0, "a", "1"), ArchiveScene.Row(0, "b", "ü"));
        await _scene.TurnAsync(3);
        await using var file = new GZipStream(File.OpenRead(_scene.FileOf(WorkerTables.Fills, 0)), CompressionMode.Decompress);
        using var lines = new StreamReader(file);
        Assert.Equal(
            """
            {"format":1,"table":"Fills","partition":"btc-5m-20261101"}
            {"row":"a","columns":{"Epoch":"7","Value":"1"}}
            {"row":"b","columns":{"Epoch":"7","Value":"\u00FC"}}
            {"rows":2}

            """,
            await lines.ReadToEndAsync());
    }

    [Fact]
    public async Task What_an_earlier_process_wrote_is_read_again_and_waits_another_turn()
    {
        await FillAsync(0);
        await _scene.TurnAsync(3);
        await _scene.ReopenAsync();
        Assert.Equal((0, 0, 0), await CountedAsync(3));
        Assert.Equal((0, 0, 1_000), await CountedAsync(3));
    }

    [Fact]
    public async Task A_row_that_comes_late_is_read_and_archived_with_the_others()
    {
        await _scene.PutAsync(WorkerTables.Fills, ArchiveScene.Row(0, "a", "matched"), ArchiveScene.Row(0, "c", "matched"));
        await _scene.TurnAsync(3);
        await _scene.PutAsync(WorkerTables.Fills, ArchiveScene.Row(0, "a", "confirmed"));
        Assert.Equal((1, 1, 0), await CountedAsync(3));
        await _scene.TurnAsync(3);
        await _scene.PutAsync(WorkerTables.Fills, ArchiveScene.Row(0, "b", "late"), ArchiveScene.Row(0, "c", "confirmed"));
        string[] all = ["a=confirmed", "b=late", "c=confirmed"];
        Assert.Equal(all, await _scene.ReadAsync(WorkerTables.Fills, 0));
        Assert.Equal((1, 2, 0), await CountedAsync(3));
        Assert.Equal((0, 0, 2), await CountedAsync(3));
        Assert.Equal(all, await _scene.ReadAsync(WorkerTables.Fills, 0));
    }

    [Fact]
    public async Task A_row_that_changes_while_its_day_is_deleted_stays_until_it_is_archived_as_it_is()
    {
        await FillAsync(0);
        await _scene.TurnAsync(3);
        var changed = false;
        var archiver = new DayArchiver(_scene.Store, ArchiveScene.HotDays, async _ =>
        {
            if (!changed)
            {
                changed = true;
                await _scene.PutAsync(WorkerTables.Orders, ArchiveScene.Row(0, "r0010", "changed"));
            }
        });
        await archiver.TurnAsync(ArchiveScene.Noon(3), default);
        var turn = await archiver.TurnAsync(ArchiveScene.Noon(3), default);
        Assert.Contains("r0010", Assert.Single(turn.Problems), StringComparison.Ordinal);
        Assert.Contains("r0010=changed", await _scene.ReadAsync(WorkerTables.Orders, 0));
        Assert.Equal(1, (await archiver.TurnAsync(ArchiveScene.Noon(3), default)).WrittenRows);
        await archiver.TurnAsync(ArchiveScene.Noon(3), default);
        Assert.Equal(0, _scene.Store.Hot.RowCount);
        Assert.Equal((250, true), ((await _scene.ReadAsync(WorkerTables.Orders, 0)).Count, (await _scene.ReadAsync(WorkerTables.Orders, 0)).Contains("r0010=changed")));
    }

    [Fact]
    public async Task A_process_that_shares_the_store_finds_what_another_archived()
    {
        var options = new FileTableStoreOptions { Directory = _directory.File("shared"), Shared = true };
        await using var worker = new ArchiveScene(options);
        await using var controlPlane = new ArchiveScene(options);
        await worker.PutAsync(WorkerTables.Windows, ArchiveScene.Row(0, "a", "1"), ArchiveScene.Row(0, "b", "2"));
        for (var turn = 0; turn < 3; turn++)
        {
            Assert.Equal(["a=1", "b=2"], await controlPlane.ReadAsync(WorkerTables.Windows, 0));
            await worker.TurnAsync(3);
        }

        Assert.Equal((0, 0), (worker.Store.Hot.RowCount, controlPlane.Store.Hot.RowCount));
    }

    [Fact]
    public async Task A_worker_may_write_an_archived_row_again_and_an_earlier_epoch_may_not()
    {
        var writer = new BatchWriter(_scene.Store);
        await writer.WriteAsync(Batch(ArchiveScene.Row(0, "a", "matched")), default);
        await _scene.TurnAsync(3);
        await _scene.TurnAsync(3);
        await writer.WriteAsync(Batch(ArchiveScene.Row(0, "a", "confirmed")), default);
        Assert.Equal(["a=confirmed"], await _scene.ReadAsync(WorkerTables.Fills, 0));
        await _scene.TurnAsync(3);
        await _scene.TurnAsync(3);
        var early = ArchiveScene.Row(0, "a", "stale") with { Columns = new Dictionary<string, string> { ["Epoch"] = "6", ["Value"] = "stale" } };
        await Assert.ThrowsAsync<LeaseLostException>(() => writer.WriteAsync(Batch(early), default));
    }

    [Fact]
    public async Task A_turn_moves_the_oldest_days_and_leaves_the_rest_to_the_next()
    {
        for (var day = 5; day >= 0; day--)
        {
            foreach (var table in ArchivedDays.Tables)
            {
                await _scene.PutAsync(table, ArchiveScene.Row(day, "a", "1"));
            }
        }

        var turn = await _scene.TurnAsync(20);
        Assert.Equal((16, 24), (turn.Written, turn.Waiting));
        Assert.False(File.Exists(_scene.FileOf(WorkerTables.Orders, 4)));
        Assert.Equal(16, (await _scene.TurnAsync(20)).Removed);
        await _scene.TurnAsync(20);
        Assert.Equal((8, 0), ((await _scene.TurnAsync(20)).RemovedRows, _scene.Store.Hot.RowCount));
    }

    [Fact]
    public async Task A_damaged_file_is_named_and_changed_by_nobody_and_its_day_stays_in_memory()
    {
        await FillAsync(0);
        await _scene.TurnAsync(3);
        var path = _scene.FileOf(WorkerTables.Windows, 0);
        var whole = await File.ReadAllBytesAsync(path);
        for (var step = 0; step < 40; step++)
        {
            byte[] damaged = step % 2 == 0 ? whole[..(whole.Length * step / 40)] : [.. whole];
            damaged = step % 2 == 0 ? damaged : Broken(damaged, damaged.Length * step / 40);
            await File.WriteAllBytesAsync(path, damaged);
            await _scene.ReopenAsync();
            await _scene.TurnAsync(3);
            var turn = await _scene.TurnAsync(3);
            Assert.True(turn.Problems is [var problem] && problem.Contains(path, StringComparison.Ordinal), $"step {step}: {string.Join("; ", turn.Problems)}");
            Assert.Equal(damaged, await File.ReadAllBytesAsync(path));
            Assert.NotNull(await _scene.Store.Hot.GetAsync(WorkerTables.Windows, ArchiveScene.Partition(0), "r0007", default));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => _scene.ReadAsync(WorkerTables.Windows, 0));
        }
    }

    [Fact]
    public async Task Only_one_process_archives_at_a_time()
    {
        await FillAsync(0);
        using (_scene.Store.TakeArchive())
        {
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => _scene.TurnAsync(3));
            Assert.Contains("in use by process", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(4, (await _scene.TurnAsync(3)).Written);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("btc")]
    [InlineData("btc-5m-20261341")]
    [InlineData("../../x-20261101")]
    [InlineData("20261101")]
    public void A_partition_that_is_no_day_of_a_series_is_never_archived(string partition) => Assert.Null(ArchivedDays.DayOf(partition));

    private static byte[] Broken(byte[] bytes, int at)
    {
        bytes[at] ^= 0x10;
        return bytes;
    }

    private static WaitingBatch Batch(TableRow row) => new(WorkerTables.Fills, [row], 0);

    private async Task FillAsync(int day)
    {
        foreach (var table in ArchivedDays.Tables)
        {
            await _scene.PutAsync(table, [.. Enumerable.Range(0, 250).Select(number => ArchiveScene.Row(day, $"r{number:D4}", $"v{number:D4}"))]);
        }
    }

    private async Task<(int Written, int WrittenRows, int RemovedRows)> CountedAsync(int day)
    {
        var turn = await _scene.TurnAsync(day);
        Assert.Empty(turn.Problems);
        return (turn.Written, turn.WrittenRows, turn.RemovedRows);
    }
}
