using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>Everything a person may see of one worker at one moment. Immutable.</summary>
public sealed record TradingSnapshot
{
    /// <summary>Rises by one with each snapshot of this process; 0 is the empty one before the first.</summary>
    public required long Sequence { get; init; }

    /// <summary>The worker's moment: what is shown holds then. Its age says whether the worker still publishes.</summary>
    public required Timestamp At { get; init; }

    public required WorkerSnapshot Worker { get; init; }

    /// <summary>By number.</summary>
    public IReadOnlyList<BotSnapshot> Bots { get; init; } = [];

    /// <summary>Windows the engine holds now, by their open.</summary>
    public IReadOnlyList<MarketSnapshot> Markets { get; init; } = [];

    /// <summary>Orders that are not over, oldest first.</summary>
    public IReadOnlyList<OrderSnapshot> LiveOrders { get; init; } = [];

    /// <summary>The newest orders, live ones and ended ones, newest first; bounded.</summary>
    public IReadOnlyList<OrderSnapshot> RecentOrders { get; init; } = [];

    /// <summary>The newest executions at their last settlement status, newest first; bounded.</summary>
    public IReadOnlyList<FillSnapshot> RecentFills { get; init; } = [];

    /// <summary>What a person was told, newest first; bounded.</summary>
    public IReadOnlyList<NoticeSnapshot> Notices { get; init; } = [];

    /// <summary>The newest settled windows, newest first; bounded.</summary>
    public IReadOnlyList<ClosedWindowSnapshot> ClosedWindows { get; init; } = [];

    public RiskSnapshot Risk { get; init; } = RiskSnapshot.Empty;

    /// <summary>Since the process began, oldest first; bounded, thinned as it grows.</summary>
    public IReadOnlyList<PnlPoint> PnlCurve { get; init; } = [];

    public LatencySnapshot Latency { get; init; } = LatencySnapshot.Empty;

    /// <summary>Counts and sums since the process began; null before the engine runs.</summary>
    public EngineTotals? Totals { get; init; }

    public ParametersSnapshot Parameters { get; init; } = ParametersSnapshot.Empty;

    public WalletSnapshot Wallet { get; init; } = WalletSnapshot.Empty;

    public AlertsSnapshot Alerts { get; init; } = AlertsSnapshot.None;

    public static TradingSnapshot Before(Timestamp now, string shard) => new()
    {
        Sequence = 0,
        At = now,
        Worker = new WorkerSnapshot { Shard = shard, Epoch = 0, Activity = WorkerActivity.Starting, Started = now },
    };
}
