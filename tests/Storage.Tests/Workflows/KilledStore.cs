using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests.Workflows;

/// <summary>The process dies at one write, before it was stored or after.</summary>
internal sealed class KilledException() : Exception("killed");

internal sealed class KilledStore(ITableStore inner) : ITableStore
{
    /// <summary>The write at which it dies, from 1; none where 0.</summary>
    public required int KillAt { get; init; }

    /// <summary>Whether that write is stored.</summary>
    public required bool Stored { get; init; }

    public int Writes { get; private set; }

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation) =>
        inner.GetAsync(table, partition, row, cancellation);

    public IAsyncEnumerable<TableRow> QueryAsync(string table, string partition, string? fromRow, CancellationToken cancellation) =>
        inner.QueryAsync(table, partition, fromRow, cancellation);

    public async Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        var dies = ++Writes == KillAt;
        if (dies && !Stored)
        {
            throw new KilledException();
        }

        var rows = await inner.WriteAsync(table, writes, cancellation);
        return dies ? throw new KilledException() : rows;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
