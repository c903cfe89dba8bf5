using System.Globalization;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Tables;
using static PolyCloud.Storage.Tests.Tables.TableRows;

namespace PolyCloud.Storage.Tests.Files;

/// <summary>Two stores over one directory stand for two processes: their locks are as separate as those of processes.</summary>
public sealed class SharedFileTableStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private FileTableStoreOptions Options => new() { Directory = _directory.Path, Shared = true };

    private string Log => _directory.File("tables.log");

    [Fact]
    public async Task A_row_of_one_process_is_read_and_guarded_by_the_other()
    {
        await using var first = FileTableStore.Open(Options);
        await using var second = FileTableStore.Open(Options);

        var row = await first.WriteOneAsync(Insert("p", "r", "1"));
        Assert.Equal("1", await second.ValueAsync("p", "r"));
        await Assert.ThrowsAsync<StoreConflictException>(() => second.WriteOneAsync(Insert("p", "r", "2")));
        await second.WriteOneAsync(Replace(row, "2"));
        await Assert.ThrowsAsync<StoreConflictException>(() => first.WriteOneAsync(Replace(row, "3")));
        Assert.Equal("2", await first.ValueAsync("p", "r"));
    }

    [Fact]
    public async Task A_process_that_does_not_share_is_refused_and_refuses()
    {
        await using (FileTableStore.Open(Options))
        {
            Assert.Throws<StoreUnavailableException>(() => FileTableStore.Open(Options with { Shared = false }));
        }

        await using (FileTableStore.Open(Options with { Shared = false }))
        {
            Assert.Throws<StoreUnavailableException>(() => FileTableStore.Open(Options));
        }
    }

    [Fact]
    public async Task Counting_together_loses_nothing()
    {
        const int Each = 150;
        await using var first = FileTableStore.Open(Options);
        await using var second = FileTableStore.Open(Options);
        await first.WriteOneAsync(Insert("p", "count", "0"));

        await Task.WhenAll(Task.Run(() => CountAsync(first, Each)), Task.Run(() => CountAsync(second, Each)));
        Assert.Equal((2 * Each).ToString(CultureInfo.InvariantCulture), await first.ValueAsync("p", "count"));
    }

    [Fact]
    public async Task After_one_has_rewritten_the_log_the_other_reads_and_writes_the_new_one()
    {
        var small = Options with { CompactionBytesMinimum = 4096 };
        await using var first = FileTableStore.Open(small);
        await using var second = FileTableStore.Open(small);
        await second.WriteOneAsync(Insert("p", "kept", "1"));
        for (var number = 0; number < 200; number++)
        {
            await first.WriteOneAsync(Upsert("p", "changed", number.ToString(CultureInfo.InvariantCulture)));
        }

        Assert.True(first.Compactions > 0, "the log was never rewritten");
        Assert.Equal("199", await second.ValueAsync("p", "changed"));
        await second.WriteOneAsync(Upsert("p", "changed", "200"));
        Assert.Equal("200", await first.ValueAsync("p", "changed"));
        Assert.Equal("1", await first.ValueAsync("p", "kept"));
        Assert.Equal(2, second.RowCount);
    }

    [Fact]
    public async Task What_a_dead_writer_left_unfinished_is_cut_by_the_next_one()
    {
        await using var first = FileTableStore.Open(Options);
        await using var second = FileTableStore.Open(Options);
        await first.WriteOneAsync(Insert("p", "r", "1"));
        await using (var torn = new FileStream(Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            torn.Write("TFRM unfinished"u8);
        }

        Assert.Equal("1", await second.ValueAsync("p", "r"));
        await second.WriteOneAsync(Upsert("p", "r", "2"));
        Assert.Equal("2", await first.ValueAsync("p", "r"));

        await first.DisposeAsync();
        await second.DisposeAsync();
        await using var reopened = FileTableStore.Open(Options);
        Assert.Equal("2", await reopened.ValueAsync("p", "r"));
    }

    [Fact]
    public async Task Versions_rise_over_all_processes()
    {
        await using var first = FileTableStore.Open(Options);
        await using var second = FileTableStore.Open(Options);
        var versions = new List<long>();
        for (var number = 0; number < 10; number++)
        {
            var store = number % 2 == 0 ? first : second;
            versions.Add(long.Parse((await store.WriteOneAsync(Upsert("p", "r", "x"))).Version, CultureInfo.InvariantCulture));
        }

        Assert.Equal(versions.Order(), versions);
        Assert.Equal(10, versions.Distinct().Count());
    }

    private static async Task CountAsync(FileTableStore store, int times)
    {
        for (var done = 0; done < times;)
        {
            var row = await store.GetAsync(Table, "p", "count", default);
            var next = int.Parse(row!.Columns["Value"], CultureInfo.InvariantCulture) + 1;
            try
            {
                await store.WriteOneAsync(Replace(row, next.ToString(CultureInfo.InvariantCulture)));
                done++;
            }
            catch (StoreConflictException)
            {
                // The other was first: read again.
            }
        }
    }
}
