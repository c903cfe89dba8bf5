using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests;

/// <summary>A store to which something happens between a caller's read and its write.</summary>
internal sealed class InterruptedStore(ITableStore inner) : ITableStore
{
    /// <summary>Done once, before the next write; what it throws is thrown by that write.</summary>
    public Func<Task>? BeforeNextWrite { get; set; }

    /// <summary>Done after every write that was stored; what it throws is the write's answer.</summary>
    public Action? AfterWrite { get; set; }

    public List<IReadOnlyList<TableWrite>> Writes { get; } = [];

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation) =>
        inner.GetAsync(table, partition, row, cancellation);

    public IAsyncEnumerable<TableRow> QueryAsync(string table, string partition, string? fromRow, CancellationToken cancellation) =>
        inner.QueryAsync(table, partition, fromRow, cancellation);

    public async Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        if (BeforeNextWrite is { } before)
        {
            BeforeNextWrite = null;
            await before();
        }

        var stored = await inner.WriteAsync(table, writes, cancellation);
        lock (Writes)
        {
            Writes.Add(writes);
        }

        AfterWrite?.Invoke();
        return stored;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
