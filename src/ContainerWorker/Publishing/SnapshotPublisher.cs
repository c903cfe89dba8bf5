using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Publishing;

/// <summary>
/// Takes a snapshot of the node at most ten times a second, after the step that was due has sent its orders, and pins it to the board.
/// Between snapshots a step pays for one comparison. One thread at a time.
/// </summary>
/// <param name="monotonicTicks">Ten million a second; real time, whatever pace the node's clock has.</param>
internal sealed class SnapshotPublisher(SnapshotBoard board, ActivityLog activity, Func<long> monotonicTicks)
{
    private const long TicksPerSecond = 10_000_000;

    /// <summary>Ten a second: a screen promises to be no older than one second, and a snapshot costs the stepping thread some ten microseconds.</summary>
    private const long Spacing = TicksPerSecond / 10;

    private const long LatencySpacing = TicksPerSecond;

    private readonly PnlCurveKeeper _curve = new();
    private LatencySnapshot _latency = LatencySnapshot.Empty;
    private long _nextAt = long.MinValue;
    private long _nextLatencyAt = long.MinValue;
    private long _sequence;

    public bool IsDue => monotonicTicks() >= _nextAt;

    /// <summary>Publishes; call when due, or when something must be seen at once.</summary>
    public void Publish(TradingNode node, in WorkerFacts facts, Timestamp now)
    {
        var ticks = monotonicTicks();
        _nextAt = ticks + Spacing;
        var engine = node.Driver.Engine;
        var markets = MarketRows.Of(engine);
        var risk = engine.RiskView;
        var bots = MarketRows.BotsOf(engine, risk, markets);
        var totals = engine.Totals;
        _curve.Take(new PnlPoint(now, totals.RealizedPnl, new Money(markets.Sum(static market => market.View.UnrealizedPnl.Micros))));
        if (ticks >= _nextLatencyAt)
        {
            _nextLatencyAt = ticks + LatencySpacing;
            _latency = new LatencySnapshot(LatencyRows.Of(node.Driver.Decisions), LatencyRows.Of(activity.OrderAnswers), LatencyRows.Of(node.FrameAges));
        }

        board.Publish(new TradingSnapshot
        {
            Sequence = ++_sequence,
            At = now,
            Worker = WorkerOf(node, facts, risk, markets),
            Bots = bots,
            Markets = markets,
            LiveOrders = LiveOf(markets, activity.Orders),
            RecentOrders = activity.Orders,
            RecentFills = activity.Fills,
            Notices = activity.Notices,
            ClosedWindows = activity.ClosedWindows,
            Risk = RiskRows.Of(risk, engine.Options.Risk, markets, bots, now),
            PnlCurve = _curve.Copy(),
            Latency = _latency,
            Totals = totals,
            Parameters = facts.Parameters,
            Wallet = new WalletSnapshot(activity.Operations, facts.Moves),
            Alerts = facts.Alerts,
        });
    }

    private static WorkerSnapshot WorkerOf(TradingNode node, in WorkerFacts facts, RiskView risk, List<MarketSnapshot> markets) => new()
    {
        Shard = facts.Shard,
        Epoch = facts.Epoch,
        Activity = node.HasStopped ? WorkerActivity.Stopped
            : node.StoppingBecause is not null ? WorkerActivity.Stopping
            : node.Halt != Reason.None ? WorkerActivity.Halted
            : risk.Flatten != Reason.None ? WorkerActivity.Flattening
            : WorkerActivity.Trading,
        Started = facts.Started,
        Source = facts.Source,
        Halt = node.Halt,
        HaltText = node.Halt == Reason.None ? "" : facts.HaltText,
        IsClear = node.IsClear,
        IsFlat = markets.TrueForAll(static market => market.View.LiveOrders.Count == 0 && market.Net.Magnitude < market.View.Spec.MinimumOrderSize),
        OpenOrdersAtVenue = node.OpenOrdersAtVenue,
        VenueMode = node.VenueMode,
        Feeds = [.. Enum.GetValues<Feed>().Select(feed => new FeedSnapshot(feed, node.Driver.Engine.IsHealthy(feed)))],
        NotReadyBecause = facts.NotReadyBecause,
        StateRowsWaiting = facts.StateRowsWaiting,
        SchedulingLagMaximum = facts.SchedulingLagMaximum,
        FramesProcessed = node.FramesProcessed,
        FramesSkipped = node.FramesSkipped,
        BookQuarantines = node.BookQuarantines,
        OperationsUnderWay = node.OperationsUnderWay,
    };

    /// <summary>The engine's live orders, with what the log knows of their answers.</summary>
    private static List<OrderSnapshot> LiveOf(List<MarketSnapshot> markets, IReadOnlyList<OrderSnapshot> recent)
    {
        var answers = recent.ToDictionary(static order => order.Intent);
        var live = new List<OrderSnapshot>();
        foreach (var market in markets)
        {
            foreach (var order in market.View.LiveOrders)
            {
                var known = answers.GetValueOrDefault(order.Intent);
                live.Add(new OrderSnapshot
                {
                    Intent = order.Intent,
                    Slug = market.Id,
                    Bot = order.Bot,
                    Purpose = order.Purpose,
                    Type = order.Type,
                    Outcome = order.Outcome,
                    Side = order.Side,
                    Price = order.Price,
                    Size = order.Size,
                    State = order.State,
                    Reason = known.Reason,
                    Matched = order.Size - order.Remaining,
                    Placed = order.Placed,
                    Updated = known.Intent == order.Intent ? known.Updated : order.Placed,
                    AnsweredAfter = known.AnsweredAfter,
                });
            }
        }

        live.Sort(static (left, right) => left.Intent.Number.CompareTo(right.Intent.Number));
        return live;
    }
}
