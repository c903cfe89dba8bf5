using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>From the market socket to the engine, first; then to the shadow books.</summary>
internal sealed class MarketFeed(MarketDirectory directory, EngineDriver driver, INodeObserver observer) : IMarketEvents
{
    /// <summary>How often shadow books release what has become old enough.</summary>
    private static readonly Duration ReleasePause = Duration.FromMilliseconds(100);

    private readonly Dictionary<MarketId, BookVerifier> _verifiers = [];
    private readonly ShadowBookOptions _shadow = new();
    private long _retiredChecked;
    private long _retiredMatched;

    public bool IsConnected { get; private set; }

    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    /// <summary>Told when a market's books are no longer relied on and have been dropped: it is to be subscribed again.</summary>
    public Action<MarketId, MarketSpec>? Resubscribe { get; set; }

    /// <summary>Times that a market's books were dropped because its hashes spoke against them.</summary>
    public long Quarantines { get; private set; }

    /// <summary>Told when the market socket says a window is decided.</summary>
    public Action<Timestamp, MarketId, Outcome>? WinnerKnown { get; set; }

    public (long Checked, long Matched) BookHashes =>
        (_retiredChecked + _verifiers.Values.Sum(verifier => verifier.Checked), _retiredMatched + _verifiers.Values.Sum(verifier => verifier.Matched));

    public void Follow(MarketId market, MarketSpec spec) => _verifiers[market] = new BookVerifier(spec, _shadow);

    public void Forget(MarketId market)
    {
        if (_verifiers.Remove(market, out var verifier))
        {
            _retiredChecked += verifier.Checked;
            _retiredMatched += verifier.Matched;
        }
    }

    public void Tick(Timestamp now)
    {
        if (now < NextDeadline)
        {
            return;
        }

        NextDeadline = Timestamp.Never;
        foreach (var pair in directory.All)
        {
            if (_verifiers.TryGetValue(pair.Market, out var verifier))
            {
                verifier.Advance(now);
                if (verifier.IsQuarantined)
                {
                    Quarantine(now, pair, verifier);
                }
            }
        }
    }

    void IMarketEvents.BookSnapshot(Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope)
    {
        var began = driver.Begin();
        driver.Engine.OnBookSnapshot(now, market, outcome, venueTime, bids, asks, driver.Effects);
        driver.End(began);
        if (envelope.TickSize is { } tick && directory.TryMarket(market, out var pair) && tick != pair.Spec.TickSize)
        {
            TickSizeChanged(now, market, tick);
        }

        if (_verifiers.TryGetValue(market, out var verifier))
        {
            if (envelope.LastTradePrice is { } last)
            {
                verifier.Trade(last);
            }

            verifier.Snapshot(now, outcome, venueTime, bids, asks, envelope.Hash);
            Wake(now);
        }
    }

    void IMarketEvents.BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes)
    {
        var began = driver.Begin();
        driver.Engine.OnBookDeltas(now, market, venueTime, deltas, driver.Effects);
        driver.End(began);
        if (_verifiers.TryGetValue(market, out var verifier))
        {
            verifier.Deltas(now, venueTime, deltas, hashes);
            Wake(now);
        }
    }

    void IMarketEvents.Trade(Timestamp now, MarketId market, in TradePrint print)
    {
        var began = driver.Begin();
        driver.Engine.OnTrade(now, market, print, driver.Effects);
        driver.End(began);
        if (_verifiers.TryGetValue(market, out var verifier))
        {
            verifier.Trade(print.Price);
        }
    }

    void IMarketEvents.TickSizeChanged(Timestamp now, MarketId market, TickSize tick) => TickSizeChanged(now, market, tick);

    void IMarketEvents.Resolved(Timestamp now, MarketId market, Outcome winner) => WinnerKnown?.Invoke(now, market, winner);

    void IMarketEvents.Connected(Timestamp now) => Connection(now, connected: true, "market");

    void IMarketEvents.ContinuityLost(Timestamp now, string why)
    {
        Connection(now, connected: false, "market: " + why);
        foreach (var pair in directory.All)
        {
            driver.Engine.OnBookLost(now, pair.Market, driver.Effects);
            if (_verifiers.TryGetValue(pair.Market, out var verifier))
            {
                verifier.Drop();
            }
        }
    }

    void IMarketEvents.FrameSkipped(Timestamp now, FrameFault fault) => observer.Noted(now, NodeNote.FrameSkipped, "market: " + fault);

    private void Quarantine(Timestamp now, TokenPair pair, BookVerifier verifier)
    {
        Quarantines++;
        observer.Noted(now, NodeNote.BookHashMismatch, $"{pair.Spec.Slug}: books dropped and subscribed again, the {Quarantines}. time");
        verifier.Drop();
        driver.Engine.OnBookLost(now, pair.Market, driver.Effects);
        Resubscribe?.Invoke(pair.Market, pair.Spec);
    }

    private void TickSizeChanged(Timestamp now, MarketId market, TickSize tick)
    {
        directory.SetTick(market, tick);
        driver.Engine.OnTickSizeChange(now, market, tick, driver.Effects);
        if (_verifiers.TryGetValue(market, out var verifier))
        {
            verifier.TickSize(now, now, tick);
        }
    }

    private void Connection(Timestamp now, bool connected, string detail)
    {
        IsConnected = connected;
        observer.Noted(now, connected ? NodeNote.FeedBack : NodeNote.FeedLost, detail);
        driver.Engine.OnFeed(now, Feed.Market, connected, driver.Effects);
    }

    private void Wake(Timestamp now)
    {
        if (NextDeadline.IsNever)
        {
            NextDeadline = now + ReleasePause;
        }
    }
}
