using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.State;

/// <summary>
/// Writes one batch as the only writer of its rows. A conflict is expected once: after a restart, or when an earlier write was
/// stored although its answer was lost; then the versions are read again. A second conflict, or a stored row of a later epoch,
/// means that someone else writes.
/// </summary>
public sealed class BatchWriter(ITableStore store)
{
    private readonly RowVersions _versions = new();

    /// <exception cref="StoreUnavailableException">Not known to be written: the same batch is to be written again.</exception>
    /// <exception cref="LeaseLostException">Someone else writes these rows.</exception>
    public async Task WriteAsync(WaitingBatch batch, CancellationToken cancellation)
    {
        try
        {
            await TryWriteAsync(batch, cancellation);
        }
        catch (StoreConflictException)
        {
            await ReadVersionsAsync(batch, cancellation);
            try
            {
                await TryWriteAsync(batch, cancellation);
            }
            catch (StoreConflictException again)
            {
                throw new LeaseLostException($"Another writer changes rows of {batch.Table}: {again.Message}");
            }
        }
    }

    private async Task TryWriteAsync(WaitingBatch batch, CancellationToken cancellation)
    {
        var writes = batch.Rows.ConvertAll(row => _versions.WriteOf(batch.Table, row));
        foreach (var stored in await store.WriteAsync(batch.Table, writes, cancellation))
        {
            _versions.Learn(batch.Table, stored);
        }
    }

    private async Task ReadVersionsAsync(WaitingBatch batch, CancellationToken cancellation)
    {
        foreach (var row in batch.Rows)
        {
            if (await store.GetAsync(batch.Table, row.Partition, row.Row, cancellation) is not { } stored)
            {
                _versions.Forget(batch.Table, row);
                continue;
            }

            if (EpochOf(stored) > EpochOf(row))
            {
                throw new LeaseLostException(
                    $"The row {batch.Table}/{row.Partition}/{row.Row} was written by epoch {EpochOf(stored)}, this writer has epoch {EpochOf(row)}.");
            }

            _versions.Learn(batch.Table, stored);
        }
    }

    private static long EpochOf(TableRow row) =>
        row.Columns.TryGetValue(WorkerTables.EpochColumn, out var text) && long.TryParse(text, out var epoch) ? epoch : 0;
}
