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

    /// <summary>The newest epoch that has taken over; not there before the first has.</summary>
    private const string TakenOverColumn = "TakenOver";

    /// <summary>Epochs whose credential may be left by a worker that died between getting it and confirming its claim.</summary>
    private const int EpochsLookedBack = 8;

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
        var columns = new Dictionary<string, string>(stored?.Columns ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = epoch.ToString(),
            ["Holder"] = holder,
            ["Claimed"] = now.Micros.ToString(),
        };
        var row = new TableRow(shard, RowKey, columns, stored?.Version ?? "");
        var kind = stored is null ? TableWriteKind.Insert : TableWriteKind.Replace;
        await store.WriteAsync(WorkerTables.Epochs, [new TableWrite(kind, row)], cancellation);
        return epoch;
    }

    /// <summary>
    /// Writes down that this epoch has taken over; false where a later one was claimed, and then nothing may be traded. To be done once
    /// the epoch's credential exists: whoever claims after that finds the credential and fences it, whoever claimed before may have looked
    /// for it in vain. May be repeated.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Not known; nothing may be traded until it is.</exception>
    /// <exception cref="InvalidStateRowException">The stored row holds no epoch.</exception>
    public static async Task<bool> ConfirmAsync(ITableStore store, string shard, long epoch, CancellationToken cancellation)
    {
        var stored = await store.GetAsync(WorkerTables.Epochs, shard, RowKey, cancellation);
        if (stored is not null && (stored.Whole(WorkerTables.EpochColumn) > epoch || TakenOver(stored) == epoch))
        {
            return stored.Whole(WorkerTables.EpochColumn) <= epoch;
        }

        var text = epoch.ToString();
        var columns = new Dictionary<string, string>(stored?.Columns ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [WorkerTables.EpochColumn] = text,
            [TakenOverColumn] = text,
        };
        var write = new TableWrite(stored is null ? TableWriteKind.Insert : TableWriteKind.Replace, new TableRow(shard, RowKey, columns, stored?.Version ?? ""));
        try
        {
            await store.WriteAsync(WorkerTables.Epochs, [write], cancellation);
            return true;
        }
        catch (StoreConflictException changed)
        {
            throw new StoreUnavailableException("The claim was written meanwhile, by another worker or by an attempt whose answer was lost.", changed);
        }
    }

    /// <summary>
    /// Earlier epochs whose orders may still rest, newest first: the one that took over last, however many have failed to since, and those
    /// that may have died between getting a credential and saying so.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Not known.</exception>
    /// <exception cref="InvalidStateRowException">The stored row holds no epoch.</exception>
    public static async Task<IReadOnlyList<long>> PredecessorsAsync(ITableStore store, string shard, long epoch, CancellationToken cancellation)
    {
        var stored = await store.GetAsync(WorkerTables.Epochs, shard, RowKey, cancellation);
        var near = Enumerable.Range(1, EpochsLookedBack).Select(back => epoch - back).Where(static earlier => earlier > 0);
        return stored is not null && TakenOver(stored) is > 0 and var last && last < epoch - EpochsLookedBack ? [.. near, last] : [.. near];
    }

    /// <summary>The newest epoch that has taken over; 0 where none has said so.</summary>
    internal static long TakenOver(TableRow row) => row.Columns.ContainsKey(TakenOverColumn) ? row.Whole(TakenOverColumn) : 0;
}
