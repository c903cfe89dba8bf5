using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>A window as a worker stored it, found by what the control plane calls it.</summary>
/// <param name="Partition">Where its rows lie.</param>
internal sealed record StoredWindow(string Partition, WindowRow Row)
{
    /// <summary>Null where no worker has ever told of it, or where the text is no window.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public static async Task<StoredWindow?> FindAsync(ITableStore store, string key, CancellationToken cancellation)
    {
        if (WindowKey.PartitionOf(key) is not { } partition)
        {
            return null;
        }

        if (WindowKey.OpenOfHour(key) is not { } opens)
        {
            return await store.GetAsync(WorkerTables.Windows, partition, key, cancellation) is { } stored ? new StoredWindow(partition, WindowRow.Read(stored)) : null;
        }

        // A day has at most 24 of them.
        await foreach (var stored in store.QueryAsync(WorkerTables.Windows, partition, null, cancellation))
        {
            var row = WindowRow.Read(stored);
            if (row.Opens == opens)
            {
                return new StoredWindow(partition, row);
            }
        }

        return null;
    }
}
