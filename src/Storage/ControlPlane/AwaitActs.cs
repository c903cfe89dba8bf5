using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>Activities that wait for what a worker writes. They change nothing, so that a repeated one waits again.</summary>
/// <param name="pause">Between two looks; a real one of some milliseconds, whatever pace the clock has.</param>
internal sealed class AwaitActs(ITableStore store, TimeProvider time, Func<CancellationToken, Task> pause)
{
    public void Register(ActivityCatalog catalog) => catalog
        .Add<AwaitPhase, Acknowledgement>(ActivityNames.AwaitPhase, PhaseAsync)
        .Add<AwaitHalt, Acknowledgement>(ActivityNames.AwaitHalt, HaltAsync)
        .Add<AwaitSettled, Settlement>(ActivityNames.AwaitSettled, SettledAsync);

    private Task<Acknowledgement> PhaseAsync(ActivityCall call, AwaitPhase wait, CancellationToken cancellation) => UntilAsync(
        wait.Patience,
        async () =>
        {
            var worker = await WorkerAsync(wait.Shard, cancellation);
            var market = worker?.Markets.FirstOrDefault(market => market.Slug == wait.Slug);
            var detail = worker is null ? "no worker has ever told anything"
                : market is null ? $"the worker of epoch {worker.Epoch} does not know the window, at {worker.Updated}"
                : $"the worker of epoch {worker.Epoch} is in {market.Phase} at {worker.Updated}";
            return new Acknowledgement(market is not null && market.Phase >= wait.Phase, false, detail);
        },
        static answer => answer.IsGiven,
        cancellation);

    private Task<Acknowledgement> HaltAsync(ActivityCall call, AwaitHalt wait, CancellationToken cancellation) => UntilAsync(
        wait.Patience,
        async () =>
        {
            var worker = await WorkerAsync(wait.Shard, cancellation);
            var detail = worker is null ? "no worker has ever told anything"
                : $"the worker of epoch {worker.Epoch} has taken halt {worker.HaltNumber}, is {(worker.IsHalted ? "halted" : "not halted")} and {(worker.IsClear ? "clear" : "not proved clear")} at {worker.Updated}";
            var given = worker is not null && worker.HaltNumber >= wait.Number && worker.IsHalted == wait.IsHalted;
            return new Acknowledgement(given, given && worker!.IsClear, detail);
        },
        answer => answer.IsGiven && (answer.IsClear || !wait.IsHalted),
        cancellation);

    private Task<Settlement> SettledAsync(ActivityCall call, AwaitSettled wait, CancellationToken cancellation) => UntilAsync(
        wait.Patience,
        () => SettlementAsync(wait, cancellation),
        static settlement => settlement.IsSettled,
        cancellation);

    private async Task<Settlement> SettlementAsync(AwaitSettled wait, CancellationToken cancellation)
    {
        if (WindowKey.PartitionOf(wait.Slug) is null)
        {
            return new Settlement(false, null, null, $"'{wait.Slug}' is no window");
        }

        if (await StoredWindow.FindAsync(store, wait.Slug, cancellation) is not { } stored)
        {
            return new Settlement(true, null, null, "no worker has ever traded it");
        }

        var window = stored.Row;
        var position = await store.GetAsync(WorkerTables.Positions, stored.Partition, window.Slug, cancellation) is { } row ? PositionRow.Read(row) : null;
        var isPaid = window.Phase == MarketPhase.Settled && window.Winner == wait.Winner;
        return new Settlement(
            isPaid,
            position?.Realized.Micros,
            position?.Fees.Micros,
            isPaid ? "booked by the worker"
            : window.Winner is { } other && other != wait.Winner ? $"the worker booked {other}, {wait.Winner} was told"
            : $"the worker has not booked it: {window.Phase}");
    }

    private async Task<ObservedWorkerRow?> WorkerAsync(string shard, CancellationToken cancellation) =>
        await store.GetAsync(ControlTables.Observed, shard, ControlTables.WorkerRow, cancellation) is { } row ? ObservedWorkerRow.Read(row) : null;

    // The store being away for a moment is a reason to look again, as long as there is time.
    private async Task<T> UntilAsync<T>(Duration patience, Func<Task<T>> look, Func<T, bool> isEnough, CancellationToken cancellation)
    {
        var deadline = time.Now() + patience;
        while (true)
        {
            try
            {
                var seen = await look();
                if (isEnough(seen) || time.Now() >= deadline)
                {
                    return seen;
                }
            }
            catch (StoreUnavailableException) when (time.Now() < deadline)
            {
                // Looked at again after the pause.
            }

            await pause(cancellation);
        }
    }
}
