using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Memory;

/// <summary>All rows, by table, partition and row key in ordinal order. The caller keeps writers and readers apart.</summary>
internal sealed class TableIndex
{
    /// <summary>Rows handed out at once by a query: the lock is held for that long, and it is Table Storage's own page.</summary>
    public const int PageRows = 1000;

    private readonly SortedDictionary<(string Table, string Partition), SortedList<string, TableRow>> _partitions = new(PartitionOrder.Instance);

    public int RowCount { get; private set; }

    /// <summary>The sum of every row's <see cref="Weight"/>.</summary>
    public long LiveCharacters { get; private set; }

    public TableRow? Find(in RowAddress address) =>
        _partitions.TryGetValue((address.Table, address.Partition), out var rows) && rows.TryGetValue(address.Row, out var row) ? row : null;

    /// <summary>Up to <see cref="PageRows"/> rows of the partition by row key, from <paramref name="fromRow"/> on.</summary>
    public TableRow[] Page(string table, string partition, string fromRow)
    {
        if (!_partitions.TryGetValue((table, partition), out var rows))
        {
            return [];
        }

        var first = FirstAtOrAfter(rows.Keys, fromRow);
        var page = new TableRow[Math.Min(PageRows, rows.Count - first)];
        for (var position = 0; position < page.Length; position++)
        {
            page[position] = rows.GetValueAtIndex(first + position);
        }

        return page;
    }

    /// <summary>Partitions of a table that have rows, in order.</summary>
    public IReadOnlyList<string> PartitionsOf(string table) => [.. _partitions.Keys.Where(key => key.Table == table).Select(static key => key.Partition)];

    /// <summary>Every row with its table, in order.</summary>
    public IEnumerable<(string Table, TableRow Row)> All() =>
        _partitions.SelectMany(static partition => partition.Value.Values, static (partition, row) => (partition.Key.Table, row));

    public void Put(string table, TableRow row)
    {
        Remove(new RowAddress(table, row.Partition, row.Row));
        if (!_partitions.TryGetValue((table, row.Partition), out var rows))
        {
            _partitions.Add((table, row.Partition), rows = new SortedList<string, TableRow>(StringComparer.Ordinal));
        }

        rows.Add(row.Row, row);
        RowCount++;
        LiveCharacters += Weight(table, row);
    }

    public void Clear()
    {
        _partitions.Clear();
        RowCount = 0;
        LiveCharacters = 0;
    }

    public void Remove(in RowAddress address)
    {
        var partition = (address.Table, address.Partition);
        if (!_partitions.TryGetValue(partition, out var rows) || !rows.TryGetValue(address.Row, out var row))
        {
            return;
        }

        rows.Remove(address.Row);
        RowCount--;
        LiveCharacters -= Weight(address.Table, row);
        if (rows.Count == 0)
        {
            _partitions.Remove(partition);
        }
    }

    /// <summary>Characters a row takes, with a flat part for what a row takes beside its text.</summary>
    public static long Weight(string table, TableRow row)
    {
        const int FlatCharacters = 16;
        long characters = FlatCharacters + table.Length + row.Partition.Length + row.Row.Length;
        foreach (var (name, value) in row.Columns)
        {
            characters += name.Length + value.Length;
        }

        return characters;
    }

    private static int FirstAtOrAfter(IList<string> keys, string fromRow)
    {
        var low = 0;
        var high = keys.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(keys[middle], fromRow) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private sealed class PartitionOrder : IComparer<(string Table, string Partition)>
    {
        public static readonly PartitionOrder Instance = new();

        public int Compare((string Table, string Partition) x, (string Table, string Partition) y)
        {
            var byTable = string.CompareOrdinal(x.Table, y.Table);
            return byTable != 0 ? byTable : string.CompareOrdinal(x.Partition, y.Partition);
        }
    }
}
