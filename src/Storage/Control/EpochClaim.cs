using PolyCloud.Engine.Values;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Control;

/// <summary>
/// Claims the next fencing epoch of a shard: durable in the local file first, then in the store. Table Epochs, partition
/// <c>shard</c>, row <c>epoch</c>. An epoch that was claimed and never used leaves a gap, which is harmless.
/// </summary>
public static class EpochClaim
{
    private const string RowKey = "epoch";

    /// <summary>The new epoch, higher than any in store or file.</summary>
    /// <param name="holder">Who claims it, for people.</param>
    /// <exception cref="StoreConflictException">Another worker claimed at the same time: it holds the shard.</exception>
    /// <exception cref="StoreUnavailableException">No epoch may be used.</exception>
    /// <exception cref="InvalidStateRowException">The stored row holds no epoch.</exception>
    public static async Task<long> ClaimAsync(
        ITableStore store, EpochFile file, string shard, string holder, Timestamp now, CancellationToken cancellation)
    {
        var stored = await store.GetAsync(WorkerTables.Epochs, shard, RowKey, cancellation);
        var epoch = file.Advance(stored?.Whole(WorkerTables.EpochColumn) ?? 0);
        var row = new TableRow(
            shard,
            RowKey,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [WorkerTables.EpochColumn] = epoch.ToString(),
                ["Holder"] = holder,
                ["Claimed"] = now.Micros.ToString(),
            },
            stored?.Version ?? "");
        var kind = stored is null ? TableWriteKind.Insert : TableWriteKind.Replace;
        await store.WriteAsync(WorkerTables.Epochs, [new TableWrite(kind, row)], cancellation);
        return epoch;
    }

    /// <summary>
    /// Whether no later epoch was claimed. To be asked once the epoch's credential exists: whoever claims after that finds the credential
    /// and fences it, whoever claimed before may have looked for it in vain.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Not known; nothing may be traded until it is.</exception>
    /// <exception cref="InvalidStateRowException">The stored row holds no epoch.</exception>
    public static async Task<bool> StandsAsync(ITableStore store, string shard, long epoch, CancellationToken cancellation) =>
        await store.GetAsync(WorkerTables.Epochs, shard, RowKey, cancellation) is not { } stored || stored.Whole(WorkerTables.EpochColumn) <= epoch;
}
