using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Storage.Operations;

namespace PolyCloud.Research.Simulate.Witness;

/// <summary>What the workers did, over all their lives: whose order a hash is, which epochs there were, what went wrong inside.</summary>
internal sealed class RunBooks(EventLog log)
{
    /// <summary>More than end within the time that is looked back.</summary>
    private const int JustEndedMaximum = 64;

    private readonly Dictionary<Hash256, WrittenOrder> _byHash = [];
    private readonly List<long> _started = [];

    /// <summary>Markets of operations on chain that may have happened or not, by the worker that asks, who began it, and its number.</summary>
    private readonly Dictionary<(long Worker, long Epoch, long Number), string> _inDoubt = [];

    public EventLog Log => log;

    /// <summary>Epochs in the order in which they were taken.</summary>
    public IReadOnlyList<long> Epochs => _started;

    /// <summary>The latest epoch that has taken over.</summary>
    public long TradingEpoch { get; private set; }

    public IReadOnlyDictionary<Hash256, WrittenOrder> Orders => _byHash;

    /// <summary>The first entry that was signed on a picture with a hole in it; null where none was.</summary>
    public string? EntryOnAGap { get; private set; }

    /// <summary>What a step threw, first of all; null where none did.</summary>
    public string? FailedStep { get; private set; }

    /// <summary>What an engine said it found broken in itself; null where nothing was.</summary>
    public string? BrokenEngine { get; private set; }

    /// <summary>The last moment at which something was wrong on purpose, or a worker was not there.</summary>
    public Timestamp DisturbedAt { get; set; }

    /// <summary>Something besides kills was wrong on purpose lately.</summary>
    public bool DisturbedBesidesKills { get; set; }

    public long DiskStrikes { get; set; }

    /// <summary>Counts whatever a state of an order or a window can come from.</summary>
    public long Changes { get; private set; }

    /// <summary>Totals of the lives that ended.</summary>
    public List<(long Epoch, EngineTotals Totals)> Lives { get; } = [];

    /// <summary>Orders that ended lately, with what was said last: for the coverage of terminal states.</summary>
    public Queue<(Timestamp At, OrderState State)> JustEnded { get; } = new();

    public void Signed(Timestamp now, long epoch, in SignedIntent intent, OrderPurpose purpose, MarketSpec spec, bool onAGap)
    {
        if (onAGap && purpose == OrderPurpose.Entry)
        {
            EntryOnAGap ??= $"epoch {epoch} signed entry {intent.Intent.Number} though its user stream had a gap and the exchange was not asked since";
        }

        _byHash[intent.Hash] = new WrittenOrder(epoch, intent.Intent, purpose, spec.Closes);
        log.Add(now, "signed", epoch, intent.Intent.Number, intent.Price.Units, purpose == OrderPurpose.Entry ? "entry" : "other");
    }

    public void Decided(Timestamp now, long epoch, in Effect effect)
    {
        if (effect is { Kind: EffectKind.Alert, Reason: Reason.InvariantBroken })
        {
            BrokenEngine ??= $"epoch {epoch}, market {effect.Market.Slot}, phase {effect.Phase}";
        }

        Changes++;
        log.Add(now, "decided", epoch, (long)effect.Kind, effect.Intent.Number, effect.Reason == Reason.None ? "" : effect.Reason.Label());
    }

    public void Reported(Timestamp now, long epoch, in OrderReport report)
    {
        Changes++;
        log.Add(now, "report", epoch, report.Intent.Number, report.MatchedTotal.Units, ReportWords[(int)report.Kind]);
        if (EndOf(report.Kind) is { } end)
        {
            JustEnded.Enqueue((now, end));
            if (JustEnded.Count > JustEndedMaximum)
            {
                JustEnded.Dequeue();
            }
        }
    }

    public void Filled(Timestamp now, long epoch, in Fill fill)
    {
        Changes++;
        log.Add(now, "fill", epoch, fill.Intent.Number, fill.Size.Units, StatusWords[(int)fill.Status]);
    }

    /// <summary>Whether this worker waits to learn if an operation on chain in this market has happened.</summary>
    public bool IsInDoubt(long epoch, string slug) => _inDoubt.Any(doubt => doubt.Key.Worker == epoch && doubt.Value == slug);

    public void Operated(Timestamp now, long epoch, OperationRecord operation)
    {
        if (operation.State == InventoryOperationState.Unknown)
        {
            _inDoubt[(epoch, operation.Epoch, operation.Number)] = operation.Slug;
        }
        else
        {
            _inDoubt.Remove((epoch, operation.Epoch, operation.Number));
        }

        log.Add(now, "operation", $"epoch {epoch} {operation.Kind} {operation.State} {operation.Amount}");
    }

    public void Started(Timestamp now, string worker, long epoch)
    {
        _started.Add(epoch);
        log.Add(now, "started", $"worker {worker} epoch {epoch}");
    }

    public void Trading(Timestamp now, string worker, long epoch)
    {
        Changes++;
        TradingEpoch = Math.Max(TradingEpoch, epoch);
        log.Add(now, "trading", $"worker {worker} epoch {epoch}");
    }

    public void Ended(Timestamp now, string worker, long epoch, string because)
    {
        Changes++;
        log.Add(now, "ended", $"worker {worker} epoch {epoch}: {because}");
    }

    public void Retire(long epoch, TradingNode node) => Lives.Add((epoch, node.Driver.Engine.Totals));

    public void StepFailed(Timestamp now, string what)
    {
        FailedStep ??= what;
        log.Add(now, "step-failed", what);
    }

    private static OrderState? EndOf(OrderReportKind kind) => kind switch
    {
        OrderReportKind.Rejected => OrderState.Rejected,
        OrderReportKind.Cancelled => OrderState.Cancelled,
        OrderReportKind.Matched => OrderState.Matched,
        OrderReportKind.NeverArrived => OrderState.NeverArrived,
        _ => null,
    };

    private static readonly string[] ReportWords = Enum.GetNames<OrderReportKind>();

    private static readonly string[] StatusWords = Enum.GetNames<FillStatus>();
}

/// <summary>An order that a worker wrote down before it was sent.</summary>
internal readonly record struct WrittenOrder(long Epoch, IntentId Intent, OrderPurpose Purpose, Timestamp Closes);
