using PolyCloud.Storage.Files;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Tables;
using static PolyCloud.Storage.Tests.Tables.TableRows;

namespace PolyCloud.Storage.Tests.Files;

public sealed class FileTableStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private FileTableStoreOptions Options => new() { Directory = _directory.Path };

    private string Log => _directory.File("tables.log");

    [Fact]
    public async Task Rows_and_versions_are_there_after_reopening()
    {
        TableRow kept;
        await using (var store = FileTableStore.Open(Options))
        {
            kept = await store.WriteOneAsync(Insert("p", "kept", "1"));
            await store.WriteOneAsync(Insert("p", "gone"));
            await store.WriteOneAsync(Delete("p", "gone"));
        }

        await using var reopened = FileTableStore.Open(Options);
        Assert.Null(reopened.Torn);
        Assert.Equal(kept.Version, Assert.Single(await reopened.AllAsync("p")).Version);
        var replaced = await reopened.WriteOneAsync(Replace(kept, "2"));
        Assert.True(long.Parse(replaced.Version) > long.Parse(kept.Version) + 2, "versions go on behind the deleted row's");
    }

    [Fact]
    public async Task A_second_opening_is_refused_and_names_holder_and_path()
    {
        await using (FileTableStore.Open(Options))
        {
            var refused = Assert.Throws<StoreUnavailableException>(() => FileTableStore.Open(Options));
            Assert.Contains(_directory.Path, refused.Message, StringComparison.Ordinal);
            Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        }

        await using var free = FileTableStore.Open(Options);
    }

    [Fact]
    public async Task Writers_that_come_together_share_syncs()
    {
        await using var store = FileTableStore.Open(Options);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => store.WriteOneAsync(Insert("p", number.ToString()))));
        Assert.Equal(200, store.RowCount);
        Assert.InRange(store.Syncs, 1, 150);
    }

    [Fact]
    public async Task The_log_is_rewritten_when_garbage_dominates_and_every_row_survives()
    {
        var options = Options with { CompactionBytesMinimum = 4096 };
        TableRow counter;
        await using (var store = FileTableStore.Open(options))
        {
            await store.WriteAllAsync([.. Enumerable.Range(0, 20).Select(number => Insert("p", "row" + number, number.ToString()))]);
            counter = await store.WriteOneAsync(Insert("p", "counter", "0"));
            for (var number = 1; number <= 500; number++)
            {
                counter = await store.WriteOneAsync(Replace(counter, number.ToString()));
            }

            Assert.InRange(store.Compactions, 1, 100);
            Assert.Null(store.CompactionFailure);
            Assert.InRange(new FileInfo(Log).Length, 1, 8192);
        }

        await using var reopened = FileTableStore.Open(options);
        Assert.Equal(21, reopened.RowCount);
        Assert.Equal("19", await reopened.ValueAsync("p", "row19"));
        await reopened.WriteOneAsync(Replace(counter, "501"));
    }

    [Fact]
    public async Task A_version_does_not_come_back_where_rewriting_dropped_the_highest_one()
    {
        var options = Options with { CompactionBytesMinimum = 4096 };
        TableRow last;
        await using (var store = FileTableStore.Open(options))
        {
            last = await store.WriteOneAsync(Insert("p", "r", new string('x', 9000)));
            await store.WriteOneAsync(Delete("p", "r", last.Version));
            await store.DisposeAsync();
            Assert.Equal(1, store.Compactions);
        }

        await using var reopened = FileTableStore.Open(options);
        var next = await reopened.WriteOneAsync(Insert("p", "r"));
        Assert.True(long.Parse(next.Version) > long.Parse(last.Version));
    }

    [Fact]
    public async Task A_rewriting_that_a_crash_interrupted_is_forgotten()
    {
        await using (var store = FileTableStore.Open(Options))
        {
            await store.WriteOneAsync(Insert("p", "r", "1"));
        }

        await File.WriteAllBytesAsync(_directory.File("tables.log.rewritten"), [1, 2, 3]);
        await using var reopened = FileTableStore.Open(Options);
        Assert.Equal("1", await reopened.ValueAsync("p", "r"));
        Assert.False(File.Exists(_directory.File("tables.log.rewritten")));
    }

    [Fact]
    public async Task A_full_disk_refuses_the_write_and_takes_the_next_one_when_there_is_room()
    {
        var room = int.MaxValue;
        await using var store = FileTableStore.Open(Options, (handle, bytes, offset) =>
        {
            RandomAccess.Write(handle, bytes[..Math.Min(bytes.Length, room)], offset);
            if (bytes.Length > room)
            {
                throw new IOException("No space left on device");
            }
        });
        await store.WriteOneAsync(Insert("p", "before"));
        var length = new FileInfo(Log).Length;
        room = 10;
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteOneAsync(Insert("p", "refused")));
        Assert.Contains(Log, refused.Message, StringComparison.Ordinal);
        Assert.Null(await store.ValueAsync("p", "refused"));
        Assert.Equal(length, new FileInfo(Log).Length);
        room = int.MaxValue;
        await store.WriteOneAsync(Insert("p", "refused", "later"));
        await store.DisposeAsync();
        await using var reopened = FileTableStore.Open(Options);
        Assert.Equal(["before", "refused"], (await reopened.AllAsync("p")).Select(row => row.Row));
    }

    [Fact]
    public async Task A_rewriting_without_room_is_told_and_the_store_goes_on()
    {
        var full = false;
        await using var store = FileTableStore.Open(Options with { CompactionBytesMinimum = 4096 }, (handle, bytes, offset) =>
        {
            if (full && offset == 0)
            {
                throw new IOException("No space left on device");
            }

            RandomAccess.Write(handle, bytes, offset);
        });
        full = true;
        for (var number = 0; number < 30; number++)
        {
            await store.WriteOneAsync(Upsert("p", "r", number + new string('x', 200)));
        }

        Assert.Contains("No space", store.CompactionFailure, StringComparison.Ordinal);
        full = false;
        for (var number = 0; number < 60; number++)
        {
            await store.WriteOneAsync(Upsert("p", "r", number + new string('x', 200)));
        }

        Assert.Null(store.CompactionFailure);
        Assert.InRange(store.Compactions, 1, 60);
        Assert.StartsWith("59x", await store.ValueAsync("p", "r"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_without_room_is_a_clear_error_at_opening()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        File.CreateSymbolicLink(_directory.File("tables.log.new"), "/dev/full");
        var refused = Assert.Throws<StoreUnavailableException>(() => FileTableStore.Open(Options));
        Assert.Contains(Log, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_one_is_a_clear_error()
    {
        File.WriteAllText(_directory.File("file"), "");
        var path = Path.Combine(_directory.File("file"), "store");
        var refused = Assert.Throws<StoreUnavailableException>(() => FileTableStore.Open(new FileTableStoreOptions { Directory = path }));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_directory.File("other"));
        Directory.CreateDirectory(Path.Combine(_directory.File("other"), "tables.log"));
        Assert.Throws<StoreUnavailableException>(() => FileTableStore.Open(new FileTableStoreOptions { Directory = _directory.File("other") }));
    }

    [Fact]
    public async Task Rows_beyond_the_limit_are_refused_and_deleting_makes_room()
    {
        await using var store = FileTableStore.Open(Options with { LiveCharactersMaximum = 1024 });
        await store.WriteOneAsync(Insert("p", "large", new string('x', 900)));
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteOneAsync(Insert("p", "more", new string('x', 100))));
        Assert.Contains("full", refused.Message, StringComparison.Ordinal);
        await store.WriteOneAsync(Delete("p", "large"));
        await store.WriteOneAsync(Insert("p", "more", new string('x', 100)));
    }

    [Fact]
    public async Task A_closed_store_refuses_writes()
    {
        var store = FileTableStore.Open(Options);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteOneAsync(Insert("p", "r")));
        await store.DisposeAsync();
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        var wrong = Assert.Throws<ArgumentException>(() => FileTableStore.Open(Options with { CompactionBytesMinimum = 1 }));
        Assert.Contains("CompactionBytesMinimum is '1'", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FileTableStore.Open(Options with { LiveCharactersMaximum = 0 }));
        Assert.Throws<ArgumentException>(() => FileTableStore.Open(Options with { Directory = "" }));
    }
}
