using PolyCloud.Engine.Values;
using PolyCloud.Storage.Archive;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Archive;

/// <summary>A store with an archive in a directory of its own, days of rows, and turns of an archiver that keeps two days hot.</summary>
internal sealed class ArchiveScene(FileTableStoreOptions options, WriteBytes? write = null) : IAsyncDisposable
{
    public const int HotDays = 2;

    private DayArchiver? _archiver;

    public ArchivedTableStore Store { get; private set; } = ArchivedTableStore.Open(options, write ?? AppendOnlyFile.PlainWrite);

    public string FileOf(string table, int day) => Path.Combine(options.Directory, "archive", table, Partition(day) + ".jsonl.gz");

    /// <summary>Noon of a day, counted from 2026-11-01.</summary>
    public static Timestamp Noon(int day) => Timestamp.FromSeconds(1_793_491_200L + (86_400L * day) + 43_200);

    public static string Partition(int day) => WorkerTables.PartitionOf("btc-5m", Noon(day));

    public static TableRow Row(int day, string row, string value) =>
        new(Partition(day), row, new Dictionary<string, string> { ["Epoch"] = "7", ["Value"] = value });

    public async Task PutAsync(string table, params TableRow[] rows)
    {
        foreach (var batch in rows.Chunk(TableLimits.BatchRowsMaximum))
        {
            await Store.WriteAsync(table, [.. batch.Select(static row => new TableWrite(TableWriteKind.Upsert, row))], default);
        }
    }

    public Task<ArchiveTurn> TurnAsync(int day) => (_archiver ??= new DayArchiver(Store, HotDays, static _ => Task.CompletedTask)).TurnAsync(Noon(day), default);

    /// <summary>Rows as readers find them: key and value, in order.</summary>
    public async Task<List<string>> ReadAsync(string table, int day, string? fromRow = null) =>
        await Store.QueryAsync(table, Partition(day), fromRow, default).Select(static row => row.Row + "=" + row.Columns["Value"]).ToListAsync();

    public async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = ArchivedTableStore.Open(options);
        _archiver = null;
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
