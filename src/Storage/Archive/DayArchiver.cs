using PolyCloud.Engine.Values;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Archive;

/// <summary>
/// Moves days that are over from the hot store into its archive, in two turns. One writes a partition's file, in which what was there
/// and what is hot are one. A later one reads the file again and, where it holds every hot row as it is, deletes those rows at the
/// versions compared. At every moment between, and after a crash at any of them, each row is in one of the places or in both; readers take the
/// hot one. The time between two turns is what a reading or a copy of the directory that began before the file was there has to end.
/// Used by one thread at a time.
/// </summary>
/// <param name="hotDays">Whole days after its end that a day stays in the hot store, at least 1.</param>
/// <param name="pause">Waited for between small parts of the work, so that it is never in the way of trading.</param>
public sealed class DayArchiver(ArchivedTableStore store, int hotDays, Func<CancellationToken, Task> pause)
{
    /// <summary>Four days of one series: the days of weeks, at the first start with an archive, are moved within a day.</summary>
    public const int PartitionsOfTurnMaximum = 16;

    /// <summary>Partitions whose file was whole, and in which turn. As many as are over and still hot.</summary>
    private readonly Dictionary<(string Table, string Partition), long> _whole = [];

    private long _turn;

    /// <summary>Moves the oldest days on.</summary>
    /// <exception cref="StoreUnavailableException">The hot store cannot be read, or another process archives now; nothing was done.</exception>
    public async Task<ArchiveTurn> TurnAsync(Timestamp now, CancellationToken cancellation)
    {
        var over = Over(now);
        foreach (var gone in _whole.Keys.Except(over).ToList())
        {
            _whole.Remove(gone);
        }

        if (over.Count == 0)
        {
            return ArchiveTurn.Nothing;
        }

        _turn++;
        using var held = store.TakeArchive();
        var turn = ArchiveTurn.Nothing with { Waiting = over.Count };
        foreach (var (table, partition) in over.Take(PartitionsOfTurnMaximum))
        {
            try
            {
                turn = await MoveAsync(turn, table, partition, cancellation);
            }
            catch (Exception problem) when (problem is StoreUnavailableException or StoreConflictException)
            {
                turn = turn with { Problems = [.. turn.Problems, $"{table}/{partition}: {problem.Message}"] };
            }
        }

        return turn;
    }

    private List<(string Table, string Partition)> Over(Timestamp now) =>
    [
        .. ArchivedDays.Tables
            .SelectMany(table => store.Hot.PartitionsOf(table), static (table, partition) => (Table: table, Partition: partition, Day: ArchivedDays.DayOf(partition)))
            .Where(found => found.Day is { } day && ArchivedDays.IsOver(day, hotDays, now))
            .OrderBy(static found => found.Day!.Value)
            .Select(static found => (found.Table, found.Partition)),
    ];

    private async Task<ArchiveTurn> MoveAsync(ArchiveTurn turn, string table, string partition, CancellationToken cancellation)
    {
        var file = store.FileOf(table, partition)!;
        var hot = await store.Hot.QueryAsync(table, partition, null, cancellation).ToListAsync(cancellation);
        var missing = await MissingAsync(file, hot, cancellation);
        if (missing > 0)
        {
            await file.ReplaceAsync(SortedRows.Merge(hot, file.Exists ? file.Read() : []), pause, cancellation);
            _whole[(table, partition)] = _turn;
            return turn with { Written = turn.Written + 1, WrittenRows = turn.WrittenRows + missing };
        }

        if (!_whole.TryGetValue((table, partition), out var since))
        {
            // An earlier process wrote it, nobody knows how long ago.
            _whole[(table, partition)] = since = _turn;
        }

        if (since == _turn)
        {
            return turn;
        }

        await DeleteAsync(table, hot, cancellation);
        _whole.Remove((table, partition));
        return turn with { Removed = turn.Removed + 1, RemovedRows = turn.RemovedRows + hot.Count, Waiting = turn.Waiting - 1 };
    }

    /// <summary>Hot rows that the file does not hold as they are. It is read to its end, so that a damaged one is found.</summary>
    private async Task<int> MissingAsync(ArchiveFile file, List<TableRow> hot, CancellationToken cancellation)
    {
        var (held, read, next) = (0, 0, 0);
        foreach (var archived in file.Exists ? file.Read() : [])
        {
            while (next < hot.Count && string.CompareOrdinal(hot[next].Row, archived.Row) < 0)
            {
                next++;
            }

            held += next < hot.Count && SortedRows.HoldTheSame(hot[next], archived) ? 1 : 0;
            if (++read % ArchiveFile.RowsBetweenPauses == 0)
            {
                await pause(cancellation);
            }
        }

        return hot.Count - held;
    }

    // From the end, which is where a sorted list gives rows up at no cost.
    private async Task DeleteAsync(string table, List<TableRow> hot, CancellationToken cancellation)
    {
        foreach (var batch in Enumerable.Reverse(hot).Chunk(TableLimits.BatchRowsMaximum))
        {
            await store.Hot.WriteAsync(table, [.. batch.Select(static row => new TableWrite(TableWriteKind.Delete, row))], cancellation);
            await pause(cancellation);
        }
    }
}
