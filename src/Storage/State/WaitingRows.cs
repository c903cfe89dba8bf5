using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>
/// Rows that wait to be written: of one key only the newest, partitions in the order in which they began to wait.
/// The caller keeps threads apart.
/// </summary>
internal sealed class WaitingRows
{
    private readonly Queue<(string Table, string Partition)> _order = new();
    private readonly Dictionary<(string Table, string Partition), PartitionRows> _partitions = [];

    public int Count { get; private set; }

    public bool Contains(string table, TableRow row) =>
        _partitions.TryGetValue((table, row.Partition), out var rows) && rows.Newest.ContainsKey(row.Row);

    /// <summary>Adds the row or puts it in the place of an older one of its key.</summary>
    public void Put(string table, TableRow row, long nowTicks)
    {
        var key = (table, row.Partition);
        if (!_partitions.TryGetValue(key, out var rows))
        {
            _partitions.Add(key, rows = new PartitionRows(nowTicks));
            _order.Enqueue(key);
        }

        if (!rows.Newest.ContainsKey(row.Row))
        {
            rows.Order.Enqueue(row.Row);
            Count++;
        }

        rows.Newest[row.Row] = row;
    }

    /// <summary>Takes up to a batch of the partition that waits longest; null where nothing waits. A rest waits on at the end, with its age.</summary>
    public WaitingBatch? Take()
    {
        if (!_order.TryDequeue(out var key))
        {
            return null;
        }

        var rows = _partitions[key];
        var taken = new List<TableRow>();
        var characters = 0;
        while (taken.Count < TableLimits.BatchRowsMaximum && rows.Order.TryPeek(out var next))
        {
            characters += TableLimits.CheckRow(rows.Newest[next]);
            if (taken.Count > 0 && characters > TableLimits.BatchCharactersMaximum)
            {
                break;
            }

            rows.Order.Dequeue();
            rows.Newest.Remove(next, out var row);
            taken.Add(row!);
        }

        Count -= taken.Count;
        if (rows.Order.Count == 0)
        {
            _partitions.Remove(key);
        }
        else
        {
            _order.Enqueue(key);
        }

        return new WaitingBatch(key.Table, taken, rows.SinceTicks);
    }

    /// <summary>Since when the oldest partition waits, in the clock's ticks; null where nothing waits.</summary>
    public long? OldestTicks => _order.TryPeek(out var key) ? _partitions[key].SinceTicks : null;

    private sealed class PartitionRows(long sinceTicks)
    {
        public long SinceTicks { get; } = sinceTicks;

        public Queue<string> Order { get; } = new();

        public Dictionary<string, TableRow> Newest { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>Rows of one partition on their way to the store.</summary>
/// <param name="SinceTicks">Since when the oldest waits, in the clock's ticks.</param>
public sealed record WaitingBatch(string Table, List<TableRow> Rows, long SinceTicks);
