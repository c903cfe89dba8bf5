using System.Runtime.CompilerServices;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>
/// Which instances there are. A live row is written before the instance and taken away after its ended row is there, so that no
/// instance is ever unknown; what a crash leaves in between is put right when the instance is adopted.
/// </summary>
internal sealed class InstanceIndex(ITableStore store)
{
    public Task AddAsync(string instanceId, CancellationToken cancellation) =>
        WriteAsync(TableWriteKind.Upsert, WorkflowTables.Live, instanceId, cancellation);

    public async Task EndAsync(string instanceId, CancellationToken cancellation)
    {
        await WriteAsync(TableWriteKind.Upsert, WorkflowTables.Ended, instanceId, cancellation);
        await ForgetAsync(WorkflowTables.Live, instanceId, cancellation);
    }

    public async Task ForgetAsync(string partition, string instanceId, CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(TableWriteKind.Delete, partition, instanceId, cancellation);
        }
        catch (StoreConflictException)
        {
            // It was not there: an earlier try went through.
        }
    }

    public async IAsyncEnumerable<string> ListAsync(string partition, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in store.QueryAsync(WorkflowTables.Index, partition, null, cancellation))
        {
            yield return row.Row;
        }
    }

    private Task WriteAsync(TableWriteKind kind, string partition, string instanceId, CancellationToken cancellation)
    {
        var row = new TableRow(partition, instanceId, new Dictionary<string, string>(StringComparer.Ordinal), kind == TableWriteKind.Delete ? "*" : "");
        return store.WriteAsync(WorkflowTables.Index, [new TableWrite(kind, row)], cancellation);
    }
}
