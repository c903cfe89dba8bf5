using System.Globalization;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Research.Simulate.Workers;

/// <summary>A worker's rows in the shared store: what it observes and what its limits remember. Writing them is how it learns that it was superseded.</summary>
internal sealed class WorkerState(ITableStore store, long epoch, Timestamp started)
{
    public const string Shard = "simulation";

    private static readonly WindowSeries Series = new("btc", WindowInterval.FiveMinutes);

    private readonly BatchWriter _writer = new(store);
    private Reason? _haltWritten;
    private RiskState? _riskWritten;

    /// <summary>What breakers and limits remembered when the last epoch ended; null where nothing is kept.</summary>
    /// <exception cref="StoreUnavailableException">The row cannot be read.</exception>
    public static RiskState? RiskOf(ITableStore store) =>
        Synchronously.Done(store.GetAsync(WorkerTables.Control, Shard, RiskRow.RowKey, CancellationToken.None)) is { } row ? RiskRow.Read(row).State : null;

    /// <summary>Windows that ended since the last epoch died, unsettled.</summary>
    /// <exception cref="StoreUnavailableException">The rows cannot be read.</exception>
    public static IReadOnlyList<string> EndedOf(ITableStore store, Timestamp now) =>
        Synchronously.Done(UnsettledWindows.ReadAsync(store, Series.Name, now - NodeOptions.LookBackOf(Series), now, CancellationToken.None));

    /// <exception cref="StoreUnavailableException">Not known to be written: it is written again next time.</exception>
    /// <exception cref="LeaseLostException">A later epoch writes these rows.</exception>
    public void Write(Timestamp now, Reason halt, RiskState risk)
    {
        List<TableRow> rows = [];
        if (_haltWritten != halt)
        {
            rows.Add(new ControlRow
            {
                Shard = Shard, Epoch = epoch, Halted = halt != Reason.None, Reason = halt == Reason.None ? "" : halt.Label(), Started = started, Updated = now,
            }.ToTableRow());
        }

        if (!Equals(_riskWritten, risk))
        {
            rows.Add(new RiskRow { Shard = Shard, Epoch = epoch, State = risk }.ToTableRow());
        }

        if (rows.Count > 0)
        {
            Synchronously.Done(_writer.WriteAsync(new WaitingBatch(WorkerTables.Control, rows, 0), CancellationToken.None));
            (_haltWritten, _riskWritten) = (halt, risk);
        }
    }

    /// <summary>Writes what there is of windows, oldest first, and strikes out what is written.</summary>
    /// <exception cref="StoreUnavailableException">Not known to be written: it is written again next time.</exception>
    /// <exception cref="LeaseLostException">A later epoch writes these rows.</exception>
    public void Write(List<(MarketSpec Spec, WindowRow Row)> windows)
    {
        while (windows.Count > 0)
        {
            Synchronously.Done(_writer.WriteAsync(new WaitingBatch(WorkerTables.Windows, [windows[0].Row.ToTableRow(windows[0].Spec)], 0), CancellationToken.None));
            windows.RemoveAt(0);
        }
    }

    /// <summary>Tells the control plane how the worker stands.</summary>
    /// <exception cref="StoreUnavailableException">Not known to be written.</exception>
    /// <exception cref="LeaseLostException">A later epoch writes this row.</exception>
    public void Write(ObservedWorkerRow observed) =>
        Synchronously.Done(_writer.WriteAsync(new WaitingBatch(ControlTables.Observed, [observed.ToTableRow()], 0), CancellationToken.None));

    /// <summary>What the control plane wants.</summary>
    /// <exception cref="StoreUnavailableException">Not known.</exception>
    public static DesiredState Wishes(ITableStore store) => Synchronously.Done(DesiredState.ReadAsync(store, Shard, CancellationToken.None));

    /// <exception cref="StoreConflictException">Another worker claimed at the same time.</exception>
    /// <exception cref="StoreUnavailableException">No epoch may be used.</exception>
    public static long Claim(ITableStore store, WorkerMachine machine, string holder, Timestamp now) =>
        Synchronously.Done(EpochClaimOf(store, machine, holder, now));

    /// <summary>Writes down that this epoch has taken over; false where a later one was claimed.</summary>
    /// <exception cref="StoreUnavailableException">Not known.</exception>
    public static bool Confirm(ITableStore store, long epoch) => Synchronously.Done(Storage.Control.EpochClaim.ConfirmAsync(store, Shard, epoch, CancellationToken.None));

    /// <summary>Earlier epochs whose orders may still rest.</summary>
    /// <exception cref="StoreUnavailableException">Not known.</exception>
    public static IReadOnlyList<long> Predecessors(ITableStore store, long epoch) =>
        Synchronously.Done(Storage.Control.EpochClaim.PredecessorsAsync(store, Shard, epoch, CancellationToken.None));

    private static Task<long> EpochClaimOf(ITableStore store, WorkerMachine machine, string holder, Timestamp now) =>
        Storage.Control.EpochClaim.ClaimAsync(store, machine.Epochs, Shard, holder + now.Micros.ToString(CultureInfo.InvariantCulture), now, CancellationToken.None);
}
