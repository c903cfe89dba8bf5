using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Tables;

namespace PolyCloud.Storage.Tests.Files;

public sealed class FileTableStorePropertyTests
{
    private static readonly string[] Rows = ["a", "b", "c", "d", "e"];

    /// <summary>Any sequence of batches, with reopening in between and a log small enough to be rewritten often.</summary>
    [Fact]
    public void The_file_store_does_what_the_memory_store_does()
    {
        var sequences = Gen.Choose(0, int.MaxValue).ArrayOf(60);
        Prop.ForAll(sequences.ToArbitrary(), seeds => DoesTheSameAsync(seeds).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    private static async Task<bool> DoesTheSameAsync(int[] seeds)
    {
        using var directory = new TemporaryDirectory();
        var options = new FileTableStoreOptions { Directory = directory.Path, CompactionBytesMinimum = 4096 };
        await using var memory = new MemoryTableStore();
        var file = FileTableStore.Open(options);
        try
        {
            foreach (var seed in seeds)
            {
                if (seed % 10 == 0)
                {
                    await file.DisposeAsync();
                    file = FileTableStore.Open(options);
                    Assert.Null(file.Torn);
                }

                await StepAsync(new Random(seed), memory, file);
                Assert.Equal(memory.RowCount, file.RowCount);
            }

            return true;
        }
        finally
        {
            await file.DisposeAsync();
        }
    }

    private static async Task StepAsync(Random random, MemoryTableStore memory, FileTableStore file)
    {
        var partition = "p" + random.Next(2);
        var batch = Rows.Where(_ => random.Next(2) == 0).Select(row => (Row: row, Kind: (TableWriteKind)random.Next(4), Choice: random.Next(3))).ToList();
        if (batch.Count == 0)
        {
            return;
        }

        var value = new string('x', random.Next(300)) + random.Next();
        var inMemory = await TryWriteAsync(memory, partition, batch, value);
        var inFile = await TryWriteAsync(file, partition, batch, value);
        Assert.Equal(inMemory, inFile);
        var expected = await memory.AllAsync(partition);
        var actual = await file.AllAsync(partition);
        Assert.Equal(expected.Select(row => (row.Row, row.Columns["Value"])), actual.Select(row => (row.Row, row.Columns["Value"])));
    }

    private static async Task<bool> TryWriteAsync(ITableStore store, string partition, List<(string Row, TableWriteKind Kind, int Choice)> batch, string value)
    {
        var writes = new List<TableWrite>();
        foreach (var (row, kind, choice) in batch)
        {
            // The stored version mostly, sometimes one that never was, or the star where it is allowed.
            var stored = (await store.GetAsync(TableRows.Table, partition, row, default))?.Version ?? "0";
            var version = choice switch
            {
                0 when kind == TableWriteKind.Delete => "*",
                1 => "-1",
                _ => stored,
            };
            writes.Add(new TableWrite(kind, TableRows.Row(partition, row, value, version)));
        }

        try
        {
            await store.WriteAsync(TableRows.Table, writes, default);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }
}
