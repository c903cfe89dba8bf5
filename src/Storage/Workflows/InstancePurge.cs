using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>Takes instances out of the store, whole. Their ids can be used again afterwards.</summary>
public sealed class InstancePurge(ITableStore store)
{
    private readonly InstanceIndex _index = new(store);

    /// <summary>Removes an instance that has ended; false where it lives or there is none.</summary>
    /// <exception cref="StoreUnavailableException">It may be removed in part; removing again is safe.</exception>
    public async Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation)
    {
        var stored = await store.GetAsync(WorkflowTables.Instances, instanceId, WorkflowTables.HeadRow, cancellation);
        if (stored is null || !InstanceHead.Read(stored).HasEnded)
        {
            return false;
        }

        await RemoveAsync(instanceId, cancellation);
        return true;
    }

    /// <summary>Removes every instance, live ones too, that is not to be kept. Only while no runtime runs them.</summary>
    /// <exception cref="StoreUnavailableException">Some may be left; removing again is safe.</exception>
    public async Task ForgetAllAsync(Func<string, bool> isKept, CancellationToken cancellation)
    {
        foreach (var partition in (string[])[WorkflowTables.Live, WorkflowTables.Ended])
        {
            var ids = new List<string>();
            await foreach (var id in _index.ListAsync(partition, cancellation))
            {
                ids.Add(id);
            }

            foreach (var id in ids.Where(id => !isKept(id)))
            {
                await RemoveAsync(id, cancellation);
            }
        }
    }

    // The head last: while it is there, another purge finds what this one left.
    private async Task RemoveAsync(string instanceId, CancellationToken cancellation)
    {
        var rows = new List<TableRow>();
        await foreach (var row in store.QueryAsync(WorkflowTables.Instances, instanceId, null, cancellation))
        {
            rows.Add(row with { Columns = new Dictionary<string, string>(StringComparer.Ordinal), Version = "*" });
        }

        foreach (var batch in rows.OrderBy(static row => row.Row == WorkflowTables.HeadRow).Chunk(TableLimits.BatchRowsMaximum))
        {
            await store.WriteAsync(WorkflowTables.Instances, [.. batch.Select(static row => new TableWrite(TableWriteKind.Delete, row))], cancellation);
        }

        await _index.ForgetAsync(WorkflowTables.Live, instanceId, cancellation);
        await _index.ForgetAsync(WorkflowTables.Ended, instanceId, cancellation);
    }
}
