using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.ConditionalTokens;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Resolution;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>The life of windows in this node: discovered, subscribed, traded, settled, let go.</summary>
internal sealed class Windows : IWindowEvents, IResolutionEvents
{
    private readonly NodeOptions _options;
    private readonly MarketDirectory _directory;
    private readonly EngineDriver _driver;
    private readonly MarketSocket _socket;
    private readonly MarketFeed _feed;
    private readonly Reconciliation _reconciliation;
    private readonly FillIntake _fills;
    private readonly INodeObserver _observer;
    private readonly IWindowDiscovery _discovery;
    private readonly EndedWindows _ended;
    private readonly ResolutionWatch _resolution;
    private readonly Action<Reason> _haltWanted;
    private readonly Func<MarketId, bool> _isWorkedOn;
    private readonly Dictionary<MarketId, Timestamp> _leaving = [];
    private Timestamp _letGoAt = Timestamp.Never;

    /// <param name="haltWanted">Told why everything is to be halted after this step.</param>
    /// <param name="chain">Asks the chain how a condition pays, or null where there is no chain.</param>
    /// <param name="isWorkedOn">Whether something on chain is under way for a market: it keeps its slot until that has ended.</param>
    public Windows(
        NodeOptions options,
        MarketDirectory directory,
        EngineDriver driver,
        MarketSocket socket,
        MarketFeed feed,
        Reconciliation reconciliation,
        FillIntake fills,
        INodeObserver observer,
        Action<Reason> haltWanted,
        AskChain? chain,
        Func<MarketId, bool> isWorkedOn)
    {
        _isWorkedOn = isWorkedOn;
        _haltWanted = haltWanted;
        _resolution = new ResolutionWatch(new ResolutionWatchOptions(), this, chain);
        _options = options;
        _directory = directory;
        _driver = driver;
        _socket = socket;
        _feed = feed;
        _reconciliation = reconciliation;
        _fills = fills;
        _observer = observer;
        _discovery = options.Events is { } source
            ? new EventDiscovery(source, options.Series.Asset, this)
            : options.Series.Discovery(new WindowDiscoveryOptions(), this);
        _ended = new EndedWindows(options.Series, new WindowDiscoveryOptions(), this);
        feed.WinnerKnown = (now, market, winner) =>
        {
            if (directory.TryMarket(market, out var pair))
            {
                _resolution.SocketTold(now, pair.Spec.Slug, winner);
            }
        };
        feed.Resubscribe = (market, spec) =>
        {
            socket.Unwatch(market);
            socket.Watch(market, spec);
        };
        feed.Renew = socket.Renew;
    }

    public Timestamp NextDeadline => Timestamp.Earlier(
        Timestamp.Earlier(_discovery.NextDeadline, _ended.NextDeadline), Timestamp.Earlier(_resolution.NextDeadline, _letGoAt));

    /// <summary>When winners are waited for no longer.</summary>
    public Timestamp GivesUpAt => _options.LastCloses.IsNever ? Timestamp.Never : _options.LastCloses + _options.ResolutionPatience;

    public void Start(Timestamp now)
    {
        _discovery.Start(now, _options.FirstOpens, _options.LastCloses);
        _ended.Start(now, _options.EndedWindows);
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        if (_discovery.NextDeadline <= now)
        {
            _discovery.Tick(now, outbox);
        }

        if (_ended.NextDeadline <= now)
        {
            _ended.Tick(now, outbox);
        }

        if (_resolution.NextDeadline <= now)
        {
            _resolution.Tick(now, outbox);
        }

        if (_letGoAt <= now)
        {
            LetGo(now);
        }
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome, HttpOutbox outbox) =>
        _discovery.Completed(now, callId, outcome, outbox) || _ended.Completed(now, callId, outcome) || _resolution.Completed(now, callId, outcome, outbox);

    /// <summary>The chain's word on a condition; null where it is not resolved there, or could not be read.</summary>
    public void ChainTold(Timestamp now, string conditionId, Payout? payout) => _resolution.ChainTold(now, conditionId, payout);

    /// <summary>The last window that is wanted has closed, and every window has its winner or has been waited for long enough.</summary>
    public bool AreDone(Timestamp now) => now >= _options.LastCloses
        && ((!_ended.IsLooking && _directory.All.All(pair => _leaving.ContainsKey(pair.Market) && !_isWorkedOn(pair.Market))) || now >= GivesUpAt);

    void IWindowEvents.WindowDiscovered(Timestamp now, MarketSpec spec)
    {
        if (_directory.TrySlug(spec.Slug, out _))
        {
            return;
        }

        if (_directory.Count >= _options.Engine.MaximumMarkets)
        {
            _observer.Noted(now, NodeNote.WindowMissed, $"{spec.Slug}: all {_options.Engine.MaximumMarkets} slots are taken (engine.maximumMarkets)");
            return;
        }

        if (TokensAreForeign(spec))
        {
            _discovery.Forget(spec.Slug);
            _observer.Noted(now, NodeNote.MarketRefused, $"{spec.Slug}: {Reason.TokenIdMismatch.Label()}: its token ids do not follow from its condition");
            return;
        }

        var market = _driver.Engine.AddMarket(now, spec, _driver.Effects);

        _directory.Add(market, spec);
        if (spec.Closes > now)
        {
            _feed.Follow(market, spec);
            _socket.Watch(market, spec);
        }

        _observer.MarketAdded(now, market, spec);
        _resolution.Watch(spec.Slug, spec.ConditionId, spec.Closes, sharesBorders: spec.Settlement is not (SettlementRule.ExchangeCandle or SettlementRule.Declared));
        _letGoAt = Timestamp.Earlier(_letGoAt, spec.Closes + _options.UnresolvedPatience);
        if (spec.Opens <= now)
        {
            // Joined a running window: another epoch may have traded it.
            _reconciliation.Begin(now);
        }
    }

    void IWindowEvents.PriceToBeatKnown(Timestamp now, string slug, OraclePrice price)
    {
        _observer.Noted(now, NodeNote.PriceToBeat, $"{slug}: {price}");
        if (_directory.TrySlug(slug, out var market))
        {
            _resolution.PriceToBeatTold(now, slug, _directory[market].Opens, price);
            _driver.Engine.OnPriceToBeat(now, market, price, _driver.Effects);
        }
    }

    void IResolutionEvents.Resolved(Timestamp now, string slug, Payout payout, ResolutionSource source)
    {
        if (payout.Winner is not { } winner)
        {
            // The engine books winners only: a split dollar is for people to settle.
            _observer.Noted(now, NodeNote.SettlementMismatch, $"{slug} pays {payout} to each outcome, says {source}");
            _haltWanted(Reason.SettlementMismatch);
        }
        else if (_directory.TrySlug(slug, out var market))
        {
            Settle(now, market, winner);
        }
    }

    void IResolutionEvents.SettlementMismatch(Timestamp now, string slug, string what)
    {
        _observer.Noted(now, NodeNote.SettlementMismatch, $"{slug}: {what}");
        _haltWanted(Reason.SettlementMismatch);
    }

    void IWindowEvents.WindowMissed(Timestamp now, string slug, string why) => _observer.Noted(now, NodeNote.WindowMissed, $"{slug}: {why}");

    void IWindowEvents.EventRefused(Timestamp now, string slug, string why) => _observer.Noted(now, NodeNote.MarketRefused, $"{slug}: {why}");

    /// <summary>Tokens of another condition, or Up and Down exchanged: an order would buy something else than it says.</summary>
    private bool TokensAreForeign(MarketSpec spec) => _options.TokenCollateral is { } collateral
        && TokenIdCheck.Check(collateral, spec.ConditionId, spec.UpTokenId, spec.DownTokenId, spec.NegativeRisk) == TokenIdVerdict.Mismatch;

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
        _letGoAt = Timestamp.Never;
        foreach (var pair in _directory.All.ToList())
        {
            var leavesAt = LeavesAt(pair);
            if (leavesAt > now)
            {
                _letGoAt = Timestamp.Earlier(_letGoAt, leavesAt);
            }
            else if (_driver.Engine.View(pair.Market).LiveOrders.Count > 0)
            {
                // A late word brought an order back to life: the market stays until its end is known.
                _reconciliation.Refresh(now);
                _letGoAt = Timestamp.Earlier(_letGoAt, now + _options.KeepSettled);
            }
            else if (_isWorkedOn(pair.Market))
            {
                _letGoAt = Timestamp.Earlier(_letGoAt, now + _options.KeepSettled);
            }
            else
            {
                LetGo(now, pair);
            }
        }
    }

    private Timestamp LeavesAt(TokenPair pair) => _leaving.TryGetValue(pair.Market, out var at) ? at : pair.Spec.Closes + _options.UnresolvedPatience;

    private void LetGo(Timestamp now, TokenPair pair)
    {
        if (!_leaving.Remove(pair.Market))
        {
            _discovery.Forget(pair.Spec.Slug);
            _observer.Noted(now, NodeNote.WindowMissed, $"{pair.Spec.Slug}: no winner was told; what it holds is left at the venue");
        }

        _resolution.Forget(pair.Spec.Slug);
        _socket.Unwatch(pair.Market);
        _feed.Forget(pair.Market);
        _fills.Forget(pair.Market);
        _directory.Remove(pair.Market);
        _driver.Engine.RemoveMarket(now, pair.Market, _driver.Effects);
    }
}
