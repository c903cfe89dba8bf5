using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Workflows;

/// <summary>Says once, of a new instance, that it is there already.</summary>
internal sealed class WrongOnceStore(ITableStore inner) : ITableStore
{
    public bool WasWrong { get; private set; }

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation) =>
        inner.GetAsync(table, partition, row, cancellation);

    public IAsyncEnumerable<TableRow> QueryAsync(string table, string partition, string? fromRow, CancellationToken cancellation) =>
        inner.QueryAsync(table, partition, fromRow, cancellation);

    public Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        // The batch that makes an instance holds its head and its first history; a command is a single row.
        if (!WasWrong && writes.Count > 1 && writes.Any(static write => write.Kind == TableWriteKind.Insert))
        {
            WasWrong = true;
            throw new StoreConflictException("It is there already.");
        }

        return inner.WriteAsync(table, writes, cancellation);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
