using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>The store as one control plane sees it: away when it is told to be, killed or held still at the write that is named.</summary>
/// <param name="at">The write, from 1; 0 for none.</param>
/// <param name="stored">Whether that write is stored before the kill.</param>
internal sealed class FaultyStore(ITableStore inner, int at = 0, bool stored = false) : ITableStore
{
    private int _writes;
    private volatile bool _isDead;

    public int Writes => _writes;

    public bool IsDead => _isDead;

    public bool IsAway { get; set; }

    /// <summary>Where set, the write is not killed but waits for it.</summary>
    public Task? Held { get; init; }

    /// <summary>The write that is held has been reached.</summary>
    public bool IsHeld { get; private set; }

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        Check();
        return inner.GetAsync(table, partition, row, cancellation);
    }

    public IAsyncEnumerable<TableRow> QueryAsync(string table, string partition, string? fromRow, CancellationToken cancellation)
    {
        Check();
        return inner.QueryAsync(table, partition, fromRow, cancellation);
    }

    public async Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        Check();
        // As the store that kills a process counts: without the lease's renewals.
        var isIt = table != WorkflowTables.Leases && Interlocked.Increment(ref _writes) == at;
        if (!isIt && !IsHeld)
        {
            return await inner.WriteAsync(table, writes, cancellation);
        }

        if (Held is { } held)
        {
            IsHeld = true;
            await held;
            return await inner.WriteAsync(table, writes, cancellation);
        }

        if (stored)
        {
            await inner.WriteAsync(table, writes, cancellation);
        }

        _isDead = true;
        throw new KilledException();
    }

    /// <summary>The store itself outlives whoever used it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Check()
    {
        if (_isDead)
        {
            throw new KilledException();
        }

        if (IsAway)
        {
            throw new StoreUnavailableException("the store is away");
        }
    }
}
