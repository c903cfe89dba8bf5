using PolyCloud.Storage.Control;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>Whose orders may be open: the credentials of the newest epochs of a shard.</summary>
internal sealed class WorkerEpochs(ITableStore store)
{
    private const string EpochRow = "epoch";

    /// <summary>
    /// The newest epoch may belong to a worker that is just taking over and has not cleared its predecessor yet; one more for one
    /// that died while taking over. The one that took over last is considered however many have failed to since.
    /// </summary>
    private const int EpochsConsidered = 3;

    /// <summary>Newest first; empty where no worker has ever run.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<long>> OfAsync(string shard, CancellationToken cancellation)
    {
        var claimed = await store.GetAsync(WorkerTables.Epochs, shard, EpochRow, cancellation);
        var observed = await store.GetAsync(ControlTables.Observed, shard, ControlTables.WorkerRow, cancellation);
        var newest = Math.Max(claimed?.Whole(WorkerTables.EpochColumn) ?? 0, observed?.Whole(WorkerTables.EpochColumn) ?? 0);
        var takenOver = claimed is null ? 0 : EpochClaim.TakenOver(claimed);
        var near = Enumerable.Range(0, EpochsConsidered).Select(back => newest - back).Where(static epoch => epoch > 0);
        return takenOver > 0 && takenOver <= newest - EpochsConsidered ? [.. near, takenOver] : [.. near];
    }
}
