using System.Runtime.CompilerServices;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Memory;

/// <summary>A table store that forgets: for tests and for runs under virtual time. Every call completes at once.</summary>
public sealed class MemoryTableStore : ITableStore
{
    private readonly Lock _gate = new();
    private readonly TableIndex _index = new();
    private long _sequence;

    /// <summary>All rows of all tables.</summary>
    public int RowCount
    {
        get
        {
            lock (_gate)
            {
                return _index.RowCount;
            }
        }
    }

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_index.Find(new RowAddress(table, partition, row)));
        }
    }

    public async IAsyncEnumerable<TableRow> QueryAsync(
        string table, string partition, string? fromRow, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var row in PagedRows.Read(_index, _gate, table, partition, fromRow))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        TableLimits.Check(table, writes);
        lock (_gate)
        {
            var plan = new WritePlan(_index);
            try
            {
                IReadOnlyList<TableRow> stored = plan.Add(table, writes, (_sequence + 1).ToString());
                _sequence++;
                plan.Apply();
                return Task.FromResult(stored);
            }
            catch (StoreConflictException conflict)
            {
                return Task.FromException<IReadOnlyList<TableRow>>(conflict);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
