using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Memory;

/// <summary>One row as it will be: null where it is deleted.</summary>
internal readonly record struct PlannedChange(RowAddress Address, TableRow? Row);

/// <summary>
/// Batches decided against an index but not yet in it. A later batch of the plan sees the earlier ones, readers of the index
/// see none of them until <see cref="Apply"/>: what is not yet durable is never read.
/// </summary>
internal sealed class WritePlan(TableIndex index)
{
    private readonly Dictionary<RowAddress, TableRow?> _pending = [];
    private readonly List<PlannedChange> _changes = [];

    public IReadOnlyList<PlannedChange> Changes => _changes;

    /// <summary>The weight of all rows to be put, those they replace not taken off: an upper bound of what the index grows by.</summary>
    public long AddedCharacters { get; private set; }

    /// <summary>Adds a batch that passed <see cref="TableLimits"/>; returns its rows with their new version.</summary>
    /// <exception cref="StoreConflictException">A version did not match; nothing of the batch was added.</exception>
    public TableRow[] Add(string table, IReadOnlyList<TableWrite> writes, string version)
    {
        foreach (var write in writes)
        {
            Check(write, Current(new RowAddress(table, write.Row.Partition, write.Row.Row)), table);
        }

        var stored = new TableRow[writes.Count];
        for (var position = 0; position < stored.Length; position++)
        {
            var row = writes[position].Row;
            var address = new RowAddress(table, row.Partition, row.Row);
            var deleted = writes[position].Kind == TableWriteKind.Delete;
            stored[position] = row with
            {
                Columns = new Dictionary<string, string>(row.Columns, StringComparer.Ordinal),
                Version = deleted ? "" : version,
            };
            if (deleted && Current(address) is null)
            {
                continue;
            }

            var change = new PlannedChange(address, deleted ? null : stored[position]);
            _pending[address] = change.Row;
            _changes.Add(change);
            AddedCharacters += deleted ? 0 : TableIndex.Weight(table, row);
        }

        return stored;
    }

    public void Apply()
    {
        foreach (var change in _changes)
        {
            if (change.Row is null)
            {
                index.Remove(change.Address);
            }
            else
            {
                index.Put(change.Address.Table, change.Row);
            }
        }
    }

    private TableRow? Current(in RowAddress address) => _pending.TryGetValue(address, out var row) ? row : index.Find(address);

    private static void Check(TableWrite write, TableRow? current, string table)
    {
        var expected = write.Row.Version;
        var matches = write.Kind switch
        {
            TableWriteKind.Insert => current is null,
            TableWriteKind.Upsert => true,
            TableWriteKind.Delete when string.Equals(expected, "*", StringComparison.Ordinal) => true,
            _ => current is not null && string.Equals(current.Version, expected, StringComparison.Ordinal),
        };
        if (!matches)
        {
            throw new StoreConflictException(
                $"{write.Kind} of {table}/{write.Row.Partition}/{write.Row.Row} expected version '{expected}' and found '{current?.Version ?? "no row"}'.");
        }
    }
}
