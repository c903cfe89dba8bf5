using PolyCloud.Engine.Values;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Histories;

/// <summary>One value of a history.</summary>
/// <param name="Text">As its record writes it.</param>
public readonly record struct HistoryValue(Timestamp Begin, string Text);

/// <summary>
/// Histories in the state store. They are projections: whoever writes a period anew replaces it, rows are shared by several writers
/// (the running worker, a rebuilding from the journal), and nothing of trading hangs on them.
/// </summary>
public sealed class HistoryStore(ITableStore store)
{
    /// <summary>Two writers of one row meet seldom; more than this in a row is a fault.</summary>
    private const int MaximumTries = 8;

    /// <summary>Replaces these periods and leaves the others of their rows alone.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written; some of the periods may be.</exception>
    public async Task WriteAsync(HistoryTable table, string partition, IEnumerable<HistoryValue> values, CancellationToken cancellation)
    {
        foreach (var row in values.GroupBy(value => table.RowOf(value.Begin), StringComparer.Ordinal))
        {
            await WriteRowAsync(table, partition, row.Key, [.. row], cancellation);
        }
    }

    /// <summary>Values whose period begins in [from, to), by time.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    /// <exception cref="InvalidStateRowException">A row holds what its table does not say.</exception>
    public async Task<IReadOnlyList<HistoryValue>> ReadAsync(HistoryTable table, string partition, Timestamp from, Timestamp to, CancellationToken cancellation)
    {
        var values = new List<HistoryValue>();
        var last = table.RowOf(to);
        await foreach (var row in store.QueryAsync(table.Name, partition, table.RowOf(from), cancellation))
        {
            if (string.CompareOrdinal(row.Row, last) > 0)
            {
                break;
            }

            foreach (var (column, text) in row.Columns)
            {
                var begin = table.MomentOf(row.Row, column) ?? throw new InvalidStateRowException($"The row {table.Name}/{row.Partition}/{row.Row} is damaged: its column {column} is no period.");
                if (begin >= from && begin < to)
                {
                    values.Add(new HistoryValue(begin, text));
                }
            }
        }

        values.Sort(static (left, right) => left.Begin.CompareTo(right.Begin));
        return values;
    }

    /// <summary>Removes what is older than the table keeps.</summary>
    /// <returns>Rows removed.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    public async Task<int> PruneAsync(HistoryTable table, string partition, Timestamp now, CancellationToken cancellation)
    {
        var first = table.RowOf(table.KeptFrom(now));
        var old = new List<TableWrite>();
        await foreach (var row in store.QueryAsync(table.Name, partition, null, cancellation))
        {
            if (string.CompareOrdinal(row.Row, first) >= 0)
            {
                break;
            }

            old.Add(new TableWrite(TableWriteKind.Delete, row with { Version = "*" }));
        }

        foreach (var batch in old.Chunk(TableLimits.BatchRowsMaximum))
        {
            await store.WriteAsync(table.Name, batch, cancellation);
        }

        return old.Count;
    }

    private async Task WriteRowAsync(HistoryTable table, string partition, string row, IReadOnlyList<HistoryValue> values, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var stored = await store.GetAsync(table.Name, partition, row, cancellation);
            var columns = stored is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(stored.Columns, StringComparer.Ordinal);
            foreach (var value in values)
            {
                columns[table.ColumnOf(value.Begin)] = value.Text;
            }

            try
            {
                var written = new TableRow(partition, row, columns, stored?.Version ?? "");
                await store.WriteAsync(table.Name, [new TableWrite(stored is null ? TableWriteKind.Insert : TableWriteKind.Replace, written)], cancellation);
                return;
            }
            catch (StoreConflictException conflict)
            {
                if (tries == MaximumTries)
                {
                    throw new StoreUnavailableException($"The row {table.Name}/{partition}/{row} was written by others {tries} times in a row.", conflict);
                }
            }
        }
    }
}
