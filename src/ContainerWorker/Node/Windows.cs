using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>The life of windows in this node: discovered, subscribed, traded, settled, let go.</summary>
internal sealed class Windows : IWindowEvents
{
    private readonly NodeOptions _options;
    private readonly MarketDirectory _directory;
    private readonly EngineDriver _driver;
    private readonly MarketSocket _socket;
    private readonly MarketFeed _feed;
    private readonly Reconciliation _reconciliation;
    private readonly INodeObserver _observer;
    private readonly WindowDiscovery _discovery;
    private readonly Dictionary<MarketId, Timestamp> _leaving = [];
    private Timestamp _letGoAt = Timestamp.Never;

    public Windows(
        NodeOptions options, MarketDirectory directory, EngineDriver driver, MarketSocket socket, MarketFeed feed, Reconciliation reconciliation, INodeObserver observer)
    {
        _options = options;
        _directory = directory;
        _driver = driver;
        _socket = socket;
        _feed = feed;
        _reconciliation = reconciliation;
        _observer = observer;
        _discovery = new WindowDiscovery(options.Series, new WindowDiscoveryOptions(), this);
        feed.WinnerKnown = Settle;
    }

    public Timestamp NextDeadline => Timestamp.Earlier(
        Timestamp.Earlier(_discovery.NextDeadline, _letGoAt),
        _options.LastCloses.IsNever ? Timestamp.Never : _options.LastCloses + _options.ResolutionPatience);

    public void Start(Timestamp now) => _discovery.Start(now, _options.FirstOpens, _options.LastCloses);

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        if (_discovery.NextDeadline <= now)
        {
            _discovery.Tick(now, outbox);
        }

        if (_letGoAt <= now)
        {
            LetGo(now);
        }
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome) => _discovery.Completed(now, callId, outcome);

    /// <summary>The last window that is wanted has closed, and every window has its winner or has been waited for long enough.</summary>
    public bool AreDone(Timestamp now) => now >= _options.LastCloses
        && (_directory.All.All(pair => _leaving.ContainsKey(pair.Market)) || now >= _options.LastCloses + _options.ResolutionPatience);

    void IWindowEvents.WindowDiscovered(Timestamp now, MarketSpec spec)
    {
        var market = _driver.Engine.AddMarket(now, spec, _driver.Effects);
        if (_directory.TryMarket(market, out _))
        {
            return;
        }

        _directory.Add(market, spec);
        _feed.Follow(market, spec);
        _socket.Watch(market, spec);
        _observer.MarketAdded(now, market, spec);
        if (spec.Opens <= now)
        {
            // Joined a running window: another epoch may have traded it.
            _reconciliation.Begin(now);
        }
    }

    void IWindowEvents.PriceToBeatKnown(Timestamp now, string slug, OraclePrice price) => _observer.Noted(now, NodeNote.PriceToBeat, $"{slug}: {price}");

    void IWindowEvents.WindowResolved(Timestamp now, string slug, Outcome winner)
    {
        if (_directory.TrySlug(slug, out var market))
        {
            Settle(now, market, winner);
        }
    }

    void IWindowEvents.WindowMissed(Timestamp now, string slug, string why) => _observer.Noted(now, NodeNote.WindowMissed, $"{slug}: {why}");

    private void Settle(Timestamp now, MarketId market, Outcome winner)
    {
        if (!_directory.TryMarket(market, out var pair) || !_leaving.TryAdd(market, now + _options.KeepSettled))
        {
            return;
        }

        _discovery.Forget(pair.Spec.Slug);
        _driver.Engine.OnResolution(now, market, winner, _driver.Effects);
        _observer.MarketResolved(now, market, pair.Spec, winner);
        _letGoAt = Timestamp.Earlier(_letGoAt, _leaving[market]);
    }

    private void LetGo(Timestamp now)
    {
        foreach (var market in _leaving.Where(entry => entry.Value <= now).Select(entry => entry.Key).OrderBy(market => market.Slot).ToList())
        {
            _leaving.Remove(market);
            _socket.Unwatch(market);
            _feed.Forget(market);
            _directory.Remove(market);
            _driver.Engine.RemoveMarket(market);
        }

        _letGoAt = _leaving.Count == 0 ? Timestamp.Never : _leaving.Values.Min();
    }
}
