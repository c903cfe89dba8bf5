using PolyCloud.Storage.Files;
using PolyCloud.Storage.Tests.Tables;

namespace PolyCloud.Storage.Tests.Files;

public sealed class FileTableStoreCrashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_row_a_killed_process_had_acknowledged_is_there()
    {
        var random = new Random(11);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var directory = _directory.File("kill" + attempt);
            var acknowledged = await KilledProcess.RowsAsync(Program.WriteRows, directory, rowsBeforeKill: random.Next(50, 600));
            await using var store = FileTableStore.Open(new FileTableStoreOptions { Directory = directory });
            foreach (var row in acknowledged)
            {
                var stored = await store.GetAsync("Rows", "p", row, default);
                Assert.True(stored is not null, $"row {row} of {acknowledged.Count} was acknowledged and is gone");
                Assert.Equal(row, stored.Columns["Value"]);
            }
        }
    }

    [Fact]
    public async Task A_copy_taken_while_writers_write_holds_every_row_acknowledged_before_it()
    {
        var live = _directory.File("live");
        var acknowledged = 0;
        await using var store = FileTableStore.Open(new FileTableStoreOptions { Directory = live });
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 400; number++)
            {
                await store.WriteOneAsync(TableRows.Insert("p", number.ToString()));
                Volatile.Write(ref acknowledged, number + 1);
            }
        });
        for (var copy = 0; !writing.IsCompleted; copy++)
        {
            var copied = _directory.File("copy" + copy);
            Directory.CreateDirectory(copied);
            var before = Volatile.Read(ref acknowledged);
            File.Copy(Path.Combine(live, "tables.log"), Path.Combine(copied, "tables.log"));
            await using var reopened = FileTableStore.Open(new FileTableStoreOptions { Directory = copied });
            Assert.True(reopened.RowCount >= before, $"{reopened.RowCount} rows in the copy, {before} were acknowledged before");
            await Task.Delay(5);
        }

        await writing;
    }
}
