using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Resolution;

namespace PolyCloud.ContainerWorker.Recording;

/// <summary>The windows of the recorded series: found, subscribed ahead of their open, let go when their winner is known or overdue.</summary>
internal sealed class RecordedWindows : IWindowEvents, IResolutionEvents
{
    /// <summary>Venue messages about a window may come after its winner is known.</summary>
    private static readonly Duration KeepAfterWinner = Duration.FromSeconds(60);

    /// <summary>Longer than discovery asks for a winner.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(2_400);

    private readonly IWindowDiscovery _discovery;
    private readonly ResolutionWatch _resolution;
    private readonly MarketSocket _socket;
    private readonly Dictionary<string, (MarketId Market, Timestamp LeavesAt)> _held = new(StringComparer.Ordinal);
    private int _lastMarket;

    public RecordedWindows(WindowSeries series, MarketSocket socket)
    {
        _socket = socket;
        _discovery = series.Discovery(new WindowDiscoveryOptions(), this);
        _resolution = new ResolutionWatch(new ResolutionWatchOptions(), this);
    }

    public HttpOutbox Outbox { get; } = new();

    public Timestamp NextDeadline => _held.Values.Aggregate(
        Timestamp.Earlier(_discovery.NextDeadline, _resolution.NextDeadline),
        (next, held) => Timestamp.Earlier(next, held.LeavesAt));

    /// <summary>Windows found so far.</summary>
    public int Found { get; private set; }

    /// <summary>Windows whose winner was told.</summary>
    public int Resolved { get; private set; }

    public void Start(Timestamp now) => _discovery.Start(now, default, Timestamp.Never);

    public void Tick(Timestamp now)
    {
        if (_discovery.NextDeadline <= now)
        {
            _discovery.Tick(now, Outbox);
        }

        if (_resolution.NextDeadline <= now)
        {
            _resolution.Tick(now, Outbox);
        }

        foreach (var (slug, held) in _held.Where(held => held.Value.LeavesAt <= now).ToList())
        {
            _held.Remove(slug);
            _resolution.Forget(slug);
            _socket.Unwatch(held.Market);
        }
    }

    public void Completed(Timestamp now, long call, in HttpOutcome outcome) =>
        _ = _discovery.Completed(now, call, outcome, Outbox) || _resolution.Completed(now, call, outcome, Outbox);

    void IWindowEvents.WindowDiscovered(Timestamp now, MarketSpec spec)
    {
        if (_held.TryAdd(spec.Slug, (new MarketId(++_lastMarket), spec.Closes + Patience)))
        {
            Found++;
            _socket.Watch(new MarketId(_lastMarket), spec);
            _resolution.Watch(spec.Slug, spec.ConditionId, spec.Closes, sharesBorders: spec.Settlement != SettlementRule.ExchangeCandle);
        }
    }

    void IWindowEvents.PriceToBeatKnown(Timestamp now, string slug, OraclePrice price)
    {
    }

    void IResolutionEvents.Resolved(Timestamp now, string slug, Payout payout, ResolutionSource source)
    {
        Resolved++;
        if (_held.TryGetValue(slug, out var held))
        {
            _held[slug] = held with { LeavesAt = now + KeepAfterWinner };
        }
    }

    void IWindowEvents.WindowMissed(Timestamp now, string slug, string why)
    {
    }

    // The frames hold both sides of it; a recorder judges nothing.
    void IResolutionEvents.SettlementMismatch(Timestamp now, string slug, string what)
    {
    }
}
