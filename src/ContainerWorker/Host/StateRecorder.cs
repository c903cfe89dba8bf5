using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Storage.Intents;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>
/// Keeps the records of a running node: each intent in the intent log before its bytes leave, rows of orders, fills, positions and
/// windows behind it, and a log line for what a person wants to know.
/// </summary>
internal sealed class StateRecorder(long epoch, IntentLog intents, OperationFiles operations, StateWriter state, ILogger log, CrashPoint? crash) : INodeObserver
{
    /// <summary>Orders remembered for their rows; an order is over long before so many others were placed.</summary>
    private const int MaximumOrders = 4096;

    private readonly Dictionary<MarketId, MarketSpec> _markets = [];
    private readonly Dictionary<IntentId, (OrderRow Row, MarketSpec Spec)> _orders = [];
    private readonly Queue<IntentId> _oldest = new();

    /// <summary>Newest state of operations that the disk has not taken; one at a time is under way.</summary>
    private readonly Dictionary<(long Epoch, long Number), OperationRecord> _unwritten = [];

    /// <summary>The placement being carried out: it is signed, or refused, before the next effect.</summary>
    private (OrderPurpose Purpose, Outcome Outcome, Timestamp At) _placing;

    /// <summary>Markets whose position may have changed since it was last written.</summary>
    public HashSet<MarketId> Touched { get; } = [];

    /// <summary>Why intents could not be written or made durable, or null. Cleared by the owner when a flush worked.</summary>
    public string? JournalProblem { get; set; }

    public bool Signing(Timestamp now, in SignedIntent intent)
    {
        var spec = _markets[intent.Market];
        try
        {
            intents.Append(IntentRecords.Of(intent, spec, epoch, _placing.At));
        }
        catch (StoreUnavailableException problem)
        {
            JournalProblem = problem.Message;
            log.LogError(problem, "intent {Intent} could not be written: its order is not sent", intent.Intent);
            return false;
        }

        crash?.Reach(CrashMoment.Signed);
        Remember(intent, spec, now);
        return true;
    }

    public void Decided(Timestamp now, in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Place:
                _placing = (effect.Purpose, effect.Outcome, effect.At);
                break;
            case EffectKind.Alert:
                log.LogWarning("alert {Reason} market {Market} intent {Intent} size {Size}", effect.Reason.Label(), SlugOf(effect.Market), effect.Intent, effect.Size);
                break;
            case EffectKind.Note:
                log.LogInformation("phase {Phase} reason {Reason} market {Market}", effect.Phase, effect.Reason.Label(), SlugOf(effect.Market));
                break;
            default:
                break;
        }
    }

    public void Reported(Timestamp now, in OrderReport report)
    {
        if (report.Kind == OrderReportKind.Live)
        {
            crash?.Reach(CrashMoment.Resting);
        }

        if (!_orders.TryGetValue(report.Intent, out var known))
        {
            return;
        }

        var row = known.Row;
        row = row with
        {
            Status = report.Kind == OrderReportKind.CancelFailed ? row.Status : report.Kind,
            Reason = report.Reason,
            Matched = Size.Max(row.Matched, report.MatchedTotal),
            Updated = now,
        };
        Put(row, known.Spec);
        log.LogDebug("order {Intent} {Kind} matched {Matched} reason {Reason} market {Market}", report.Intent, report.Kind, report.MatchedTotal, report.Reason.Label(), row.Slug);
    }

    public void Filled(Timestamp now, in Fill fill)
    {
        if (!_markets.TryGetValue(fill.Market, out var spec))
        {
            return;
        }

        Touched.Add(fill.Market);
        state.Enqueue(WorkerTables.Fills, new FillRow(spec.Slug, epoch, fill).ToTableRow(spec));
        log.LogInformation(
            "fill {Side} {Size} {Outcome} at {Price} {Status} intent {Intent} market {Market}",
            fill.Side, fill.Size, fill.Outcome, fill.Price, fill.Status, fill.Intent, spec.Slug);
        crash?.Reach(CrashMoment.Filled);
    }

    public void MarketAdded(Timestamp now, MarketId market, MarketSpec spec)
    {
        _markets[market] = spec;
        state.Enqueue(WorkerTables.Windows, WindowRow.Of(spec, epoch, MarketPhase.Discovered, null, now).ToTableRow(spec));
        log.LogInformation("window discovered {Market}", spec.Slug);
    }

    public void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner)
    {
        Touched.Add(market);
        state.Enqueue(WorkerTables.Windows, WindowRow.Of(spec, epoch, MarketPhase.Settled, winner, now).ToTableRow(spec));
        log.LogInformation("window resolved {Market} winner {Winner}", spec.Slug, winner);
    }

    public void Operated(Timestamp now, OperationRecord operation)
    {
        _unwritten[(operation.Epoch, operation.Number)] = operation;
        WriteOperations();
        log.LogInformation(
            "operation {Operation} {Kind} {State} amount {Amount} reference {Reference} market {Market}",
            operation.Number, operation.Kind, operation.State, operation.Amount, operation.Reference, operation.Slug);
    }

    public void Noted(Timestamp now, NodeNote note, string detail)
    {
        var level = note is NodeNote.FeedLost or NodeNote.Difference or NodeNote.WindowMissed or NodeNote.Halted or NodeNote.SettlementMismatch or NodeNote.CancelDebt or NodeNote.DeadMan ? LogLevel.Warning : LogLevel.Information;
        log.Log(level, "{Note} {Detail}", note, detail);
    }

    /// <summary>Writes what the disk did not take when it was told: an end that is never written is followed again by every later epoch.</summary>
    public void WriteOperations()
    {
        foreach (var (number, operation) in _unwritten.ToList())
        {
            try
            {
                operations.Write(operation);
                _unwritten.Remove(number);
            }
            catch (StoreUnavailableException problem)
            {
                JournalProblem = problem.Message;
                log.LogError(problem, "operation {Operation} could not be written", operation.Number);
                return;
            }
        }
    }

    /// <summary>The bytes of a placement are on their way.</summary>
    public void Sent() => crash?.Reach(CrashMoment.Sent);

    /// <summary>Writes the position rows of the touched markets.</summary>
    public void WritePositions(Timestamp now, Func<MarketId, MarketView?> view)
    {
        foreach (var market in Touched)
        {
            if (_markets.TryGetValue(market, out var spec) && view(market) is { } seen)
            {
                state.Enqueue(WorkerTables.Positions, new PositionRow
                {
                    Slug = spec.Slug,
                    Epoch = epoch,
                    Up = seen.Up.Provisional,
                    Down = seen.Down.Provisional,
                    UpCost = seen.Up.Cost,
                    DownCost = seen.Down.Cost,
                    Realized = seen.RealizedPnl,
                    Fees = seen.Fees,
                    Updated = now,
                }.ToTableRow(spec));
            }
        }

        Touched.Clear();
    }

    private void Remember(in SignedIntent intent, MarketSpec spec, Timestamp now)
    {
        if (_oldest.Count == MaximumOrders)
        {
            var oldest = _oldest.Dequeue();
            _orders.Remove(oldest);
        }

        _oldest.Enqueue(intent.Intent);
        Put(new OrderRow
        {
            Slug = spec.Slug,
            Epoch = epoch,
            Intent = intent.Intent,
            OrderHash = intent.Hash,
            Outcome = _placing.Outcome,
            Side = intent.Side,
            Price = intent.Price,
            Size = intent.Size,
            Type = intent.Type,
            Purpose = _placing.Purpose,
            Status = OrderReportKind.Unknown,
            Reason = Reason.None,
            Matched = Size.Zero,
            Placed = now,
            Updated = now,
        }, spec);
    }

    private void Put(OrderRow row, MarketSpec spec)
    {
        _orders[row.Intent] = (row, spec);
        state.Enqueue(WorkerTables.Orders, row.ToTableRow(spec));
    }

    private string SlugOf(MarketId market) => _markets.TryGetValue(market, out var spec) ? spec.Slug : "all";
}
