using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>Activities that start windows, look after workflows and worker, and compare rows with the venue.</summary>
internal sealed class WatchActs(ITableStore store, IVenueControl venue, IWorkflowControl workflows, TimeProvider time)
{
    /// <summary>A row follows the venue's word within milliseconds; what changed so recently proves nothing.</summary>
    private static readonly Duration Settling = Duration.FromSeconds(10);

    private readonly WorkerEpochs _epochs = new(store);

    public void Register(ActivityCatalog catalog) => catalog
        .Add<MarketInput, ActivityDone>(ActivityNames.StartMarket, StartAsync)
        .Add<LookAround, Surroundings>(ActivityNames.LookAround, LookAsync)
        .Add<RestartWorkflow, ActivityDone>(ActivityNames.RestartWorkflow, RestartAsync)
        .Add<ShardName, Reconciled>(ActivityNames.Reconcile, ReconcileAsync);

    private async Task<ActivityDone> StartAsync(ActivityCall call, MarketInput market, CancellationToken cancellation) =>
        new(await workflows.StartAsync(WorkflowNames.Market, WorkflowIds.Market(market.Slug), market, cancellation));

    private async Task<ActivityDone> RestartAsync(ActivityCall call, RestartWorkflow wish, CancellationToken cancellation)
    {
        await workflows.RestartAsync(wish.InstanceId, wish.Why, cancellation);
        return new ActivityDone(true);
    }

    private async Task<Surroundings> LookAsync(ActivityCall call, LookAround wish, CancellationToken cancellation)
    {
        var now = time.Now();
        var stuck = await workflows.FindOverdueAsync(now - wish.Overdue, cancellation);
        var worker = await store.GetAsync(ControlTables.Observed, wish.Shard, ControlTables.WorkerRow, cancellation);
        var silent = worker is null ? Duration.Zero : now - ObservedWorkerRow.Read(worker).Updated;
        return new Surroundings(stuck, silent > wish.Silence ? silent : null);
    }

    private async Task<Reconciled> ReconcileAsync(ActivityCall call, ShardName shard, CancellationToken cancellation)
    {
        var epochs = await _epochs.OfAsync(shard.Shard, cancellation);
        if (epochs.Count == 0)
        {
            return new Reconciled(true, []);
        }

        var rows = await RowsAsync(shard.Shard, cancellation);
        if (await venue.OpenOrdersAsync(epochs[0], cancellation) is not { } open)
        {
            return new Reconciled(false, []);
        }

        var before = time.Now() - Settling;
        var differences = open.Where(order => !rows.ContainsKey(order)).Select(static order => $"order {order} is open at the venue and unknown here")
            .Concat(rows.Values.Where(row => row.Status == OrderReportKind.Live && row.Updated < before && !open.Contains(row.OrderHash.ToString(), StringComparer.OrdinalIgnoreCase))
                .Select(static row => $"order {row.OrderHash} of {row.Slug} is live here and not open at the venue"));
        return new Reconciled(true, [.. differences.Order(StringComparer.Ordinal)]);
    }

    private async Task<Dictionary<string, OrderRow>> RowsAsync(string shard, CancellationToken cancellation)
    {
        var orders = new Dictionary<string, OrderRow>(StringComparer.OrdinalIgnoreCase);
        foreach (var slug in (await DesiredState.ReadAsync(store, shard, cancellation)).Markets.Keys)
        {
            if (await StoredWindow.FindAsync(store, slug, cancellation) is not { } window)
            {
                continue;
            }

            var prefix = WorkerTables.WindowPrefix(window.Row.Slug);
            await foreach (var row in store.QueryAsync(WorkerTables.Orders, window.Partition, prefix, cancellation))
            {
                if (!row.Row.StartsWith(prefix, StringComparison.Ordinal))
                {
                    break;
                }

                var order = OrderRow.Read(row);
                orders[order.OrderHash.ToString()] = order;
            }
        }

        return orders;
    }
}
