using FsCheck;
using FsCheck.Fluent;
using Microsoft.Win32.SafeHandles;
using PolyCloud.Storage.Archive;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tests.Workflows;

namespace PolyCloud.Storage.Tests.Archive;

/// <summary>Whatever an archiving is interrupted by: every row is there, as it was, once.</summary>
public sealed class ArchiveCrashTests
{
    private static readonly List<string> Expected = [.. Enumerable.Range(0, 230).Select(static number => $"r{number:D4}=v{number}")];

    /// <summary>How much of the bytes of its last write a dying process leaves: none, half of them, all.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_process_that_dies_at_any_write_loses_no_row_and_doubles_none(int halves)
    {
        for (var killAt = 1; ; killAt++)
        {
            using var directory = new TemporaryDirectory();
            var isDead = await DieAsync(directory.File("state"), killAt, halves);

            // The dead one may hold its lock: it is the same process as this.
            var left = directory.File("left");
            Copy(directory.File("state"), left);
            await using var scene = new ArchiveScene(new FileTableStoreOptions { Directory = left });
            Assert.Equal(Expected, await scene.ReadAsync(WorkerTables.Orders, 0));
            await scene.TurnAsync(3);
            await scene.TurnAsync(3);
            await scene.TurnAsync(3);
            Assert.Equal(Expected, await scene.ReadAsync(WorkerTables.Orders, 0));
            Assert.Equal(0, scene.Store.Hot.RowCount);
            if (!isDead)
            {
                // The file, three batches of deletions, and the mark of a clean close.
                Assert.Equal(6, killAt);
                return;
            }
        }
    }

    /// <summary>Writes of any rows of any days at any time, turns, reopenings and deaths at any write.</summary>
    [Fact]
    public void Archived_or_not_the_store_holds_what_was_written_last() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ArrayOf(80).ToArbitrary(), static seeds => HoldsAsync(seeds).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public async Task Every_row_that_a_killed_archiving_process_had_acknowledged_is_there()
    {
        var random = new Random(17);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var directory = new TemporaryDirectory();
            var acknowledged = await KilledProcess.RowsAsync(Program.ArchiveRows, directory.Path, rowsBeforeKill: random.Next(20, 200));
            await using var scene = new ArchiveScene(new FileTableStoreOptions { Directory = directory.Path });
            var rows = await scene.ReadAsync(WorkerTables.Fills, 0);
            Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
            Assert.Equal(rows.Count, rows.Select(static row => row.Split('=')[0]).Distinct(StringComparer.Ordinal).Count());
            Assert.Empty(acknowledged.Except(rows.Select(static row => row.Split('=')[0])));
        }
    }

    private static async Task<bool> DieAsync(string directory, int killAt, int halves)
    {
        var writes = int.MinValue;
        void Write(SafeFileHandle handle, ReadOnlySpan<byte> bytes, long offset)
        {
            if (++writes < killAt)
            {
                AppendOnlyFile.PlainWrite(handle, bytes, offset);
                return;
            }

            if (writes == killAt)
            {
                AppendOnlyFile.PlainWrite(handle, bytes[..(bytes.Length * halves / 2)], offset);
            }

            throw new KilledException();
        }

        var scene = new ArchiveScene(new FileTableStoreOptions { Directory = directory }, Write);
        await scene.PutAsync(WorkerTables.Orders, [.. Enumerable.Range(0, 230).Select(static number => ArchiveScene.Row(0, $"r{number:D4}", $"v{number}"))]);
        writes = 0;
        try
        {
            await scene.TurnAsync(3);
            await scene.TurnAsync(3);
        }
        catch (KilledException)
        {
            // What it did until then is what the next process finds.
        }

        try
        {
            await scene.DisposeAsync();
        }
        catch (KilledException)
        {
            // In the midst of the last write.
        }

        return writes >= killAt;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(static file => !Path.GetFileName(file).StartsWith("lock", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static async Task<bool> HoldsAsync(int[] seeds)
    {
        using var directory = new TemporaryDirectory();
        var options = new FileTableStoreOptions { Directory = directory.Path, CompactionBytesMinimum = 4096 };
        var expected = new SortedDictionary<(string Table, int Day, string Row), string>();
        var scene = new ArchiveScene(options);
        try
        {
            foreach (var seed in seeds)
            {
                var random = new Random(seed);
                switch (random.Next(8))
                {
                    case 0:
                        await scene.ReopenAsync();
                        break;
                    case < 4:
                        Assert.Empty((await scene.TurnAsync(random.Next(6))).Problems);
                        break;
                    default:
                        var (table, day, row) = (ArchivedDays.Tables[random.Next(2)], random.Next(3), "r" + random.Next(5));
                        await scene.PutAsync(table, ArchiveScene.Row(day, row, seed.ToString()));
                        expected[(table, day, row)] = seed.ToString();
                        break;
                }

                foreach (var (table, day) in ArchivedDays.Tables.Take(2).SelectMany(static _ => Enumerable.Range(0, 3), static (table, day) => (table, day)))
                {
                    var rows = expected.Where(entry => entry.Key.Table == table && entry.Key.Day == day).Select(static entry => entry.Key.Row + "=" + entry.Value);
                    Assert.Equal(rows, await scene.ReadAsync(table, day));
                }
            }

            return true;
        }
        finally
        {
            await scene.DisposeAsync();
        }
    }
}
