using System.Runtime.CompilerServices;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Archive;

/// <summary>
/// The embedded store with its archive behind it: whoever reads a day finds its rows wherever they are. A row that is in both places is
/// read once, as it is in the hot store; one that is only archived has no version, as if it had never been stored, and is written anew by an
/// insert. Rows are moved by <see cref="DayArchiver"/>.
/// </summary>
public sealed class ArchivedTableStore : ITableStore
{
    private readonly string _archive;
    private readonly WriteBytes _write;

    private ArchivedTableStore(FileTableStore hot, string archive, WriteBytes write)
    {
        Hot = hot;
        _archive = archive;
        _write = write;
    }

    /// <summary>The rows in memory and their log.</summary>
    public FileTableStore Hot { get; }

    /// <summary>Opens the store of a directory, and the archive in it.</summary>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    /// <exception cref="StoreUnavailableException">As <see cref="FileTableStore.Open(FileTableStoreOptions)"/>.</exception>
    public static ArchivedTableStore Open(FileTableStoreOptions options) => Open(options, AppendOnlyFile.PlainWrite);

    internal static ArchivedTableStore Open(FileTableStoreOptions options, WriteBytes write) =>
        new(FileTableStore.Open(options, write), Path.Combine(options.Directory, "archive"), write);

    /// <exception cref="StoreUnavailableException">The store or the archive cannot be read.</exception>
    public async Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        if (await Hot.GetAsync(table, partition, row, cancellation) is { } stored)
        {
            return stored;
        }

        return FileOf(table, partition) is { Exists: true } file && From(file, row).FirstOrDefault() is { } archived && archived.Row == row ? archived : null;
    }

    /// <summary>
    /// As the contract says. Rows leave the hot store only an hour after their file was there, so that a reading which found no file misses
    /// none of them; where there is one, the hot rows are read first.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store or the archive cannot be read.</exception>
    public async IAsyncEnumerable<TableRow> QueryAsync(string table, string partition, string? fromRow, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = Hot.QueryAsync(table, partition, fromRow, cancellation);
        if (FileOf(table, partition) is not { Exists: true } file)
        {
            await foreach (var row in rows)
            {
                yield return row;
            }

            yield break;
        }

        var hot = await rows.ToListAsync(cancellation);
        foreach (var row in SortedRows.Merge(hot, From(file, fromRow ?? "")))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation) => Hot.WriteAsync(table, writes, cancellation);

    public ValueTask DisposeAsync() => Hot.DisposeAsync();

    /// <summary>Keeps other archivers out as long as it is held.</summary>
    /// <exception cref="StoreUnavailableException">Another process archives now, or the directory cannot be used.</exception>
    internal IDisposable TakeArchive()
    {
        DurableDirectory.Create(_archive);
        return DirectoryLock.Take(_archive);
    }

    /// <summary>Where a partition is archived, now or one day; null where it never is.</summary>
    internal ArchiveFile? FileOf(string table, string partition) =>
        ArchivedDays.Tables.Contains(table) && ArchivedDays.DayOf(partition) is not null ? new ArchiveFile(_archive, table, partition, _write) : null;

    private static IEnumerable<TableRow> From(ArchiveFile file, string row) => file.Read().SkipWhile(archived => string.CompareOrdinal(archived.Row, row) < 0);
}
