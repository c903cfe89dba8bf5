using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Research.Simulate.ControlPlane;

/// <summary>The shared store as one life of a control plane sees it: that life can end at a write, stored or not.</summary>
internal sealed class ControlPlaneTables(ITableStore inner) : ITableStore
{
    /// <summary>Nothing gets through any more: whatever still runs of this life must not be felt.</summary>
    public bool IsDead { get; set; }

    /// <summary>Writes until it dies, 1 at the next one; 0 where it lives on. Renewals of the lease are not counted.</summary>
    public int DiesIn { get; set; }

    /// <summary>Whether the write at which it dies is stored.</summary>
    public bool LastIsStored { get; set; }

    /// <summary>Told when it dies at a write.</summary>
    public Action Died { get; set; } = static () => { };

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
        if (table == WorkflowTables.Leases || DiesIn == 0 || --DiesIn > 0)
        {
            return await inner.WriteAsync(table, writes, cancellation);
        }

        if (LastIsStored)
        {
            await inner.WriteAsync(table, writes, cancellation);
        }

        IsDead = true;
        Died();
        throw new ProcessKilledException();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Check()
    {
        if (IsDead)
        {
            throw new ProcessKilledException();
        }
    }
}
