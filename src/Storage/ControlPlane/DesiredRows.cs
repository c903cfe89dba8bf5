using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>
/// Changes one row under its ETag: read, decide, write; where somebody else wrote meanwhile, read and decide again. What is decided
/// looks at what is stored, so that a repeated or a late call changes nothing.
/// </summary>
internal sealed class DesiredRows(ITableStore store)
{
    /// <summary>Writers of one row are the few activities of one window: so many conflicts running mean something else.</summary>
    private const int TriesMaximum = 20;

    /// <param name="decide">From the stored row, or null, to the row wanted; null where nothing is to be changed.</param>
    /// <returns>Whether something was changed.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be used, or others keep writing the row.</exception>
    public async Task<bool> ChangeAsync(string table, string partition, string row, Func<TableRow?, TableRow?> decide, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < TriesMaximum; attempt++)
        {
            var stored = await store.GetAsync(table, partition, row, cancellation);
            if (decide(stored) is not { } wanted)
            {
                return false;
            }

            try
            {
                var kind = stored is null ? TableWriteKind.Insert : TableWriteKind.Replace;
                await store.WriteAsync(table, [new TableWrite(kind, wanted with { Version = stored?.Version ?? "" })], cancellation);
                return true;
            }
            catch (StoreConflictException)
            {
                // Somebody else was first: once more over what is there now.
            }
        }

        throw new StoreUnavailableException($"The row {partition}/{row} of {table} is being written by others without end.");
    }

    public async Task RemoveAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        try
        {
            var gone = new TableRow(partition, row, new Dictionary<string, string>(StringComparer.Ordinal), "*");
            await store.WriteAsync(table, [new TableWrite(TableWriteKind.Delete, gone)], cancellation);
        }
        catch (StoreConflictException)
        {
            // It was not there: an earlier try went through.
        }
    }
}
