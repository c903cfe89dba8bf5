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
    /// <summary>
    /// A fresh connection takes half a second of all books; where it does not help either, another one every few seconds would only
    /// keep the sound markets from being quoted.
    /// </summary>
    private static readonly Duration RenewPause = Duration.FromSeconds(30);

    private readonly BookWatch _watch = new();
    private Timestamp? _renewedAt;
    private Timestamp _renewAt = Timestamp.Never;

    public bool IsConnected { get; private set; }

    public Timestamp NextDeadline => Timestamp.Earlier(_watch.NextDeadline, _renewAt);

    /// <summary>Told when a market's books have been dropped and a snapshot is needed: it is to be subscribed again.</summary>
    public Action<MarketId, MarketSpec>? Resubscribe { get; set; }

    /// <summary>Told why the connection is no longer trusted: everything is to be subscribed on a fresh one.</summary>
    public Action<string>? Renew { get; set; }

    /// <summary>Times that a market's books were dropped because its hashes spoke against them.</summary>
    public long Quarantines { get; private set; }

    /// <summary>Told when the market socket says a window is decided.</summary>
    public Action<Timestamp, MarketId, Outcome>? WinnerKnown { get; set; }

    public (long Checked, long Matched) BookHashes => _watch.Hashes;

    public void Follow(MarketId market, MarketSpec spec) => _watch.Follow(market, spec);

    public void Forget(MarketId market) => _watch.Forget(market);

    public void Tick(Timestamp now)
    {
        _watch.Tick(now, directory.All, pair => Quarantine(now, pair));
        if (now >= _renewAt)
        {
            _renewAt = Timestamp.Never;
            _renewedAt = now;
            Renew?.Invoke("the venue's hashes speak against the books");
        }
    }

    void IMarketEvents.BookSnapshot(Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope)
    {
        if (envelope.TickSize is { } tick)
        {
            // Before the book, which is of the new grid already.
            TakeTick(now, market, tick);
        }

        var began = driver.Begin();
        driver.Engine.OnBookSnapshot(now, market, outcome, venueTime, bids, asks, driver.Effects);
        driver.End(began);
        if (_watch.Find(market) is { } verifier)
        {
            if (envelope.LastTradePrice is { } last)
            {
                verifier.Trade(last);
            }

            verifier.Snapshot(now, outcome, venueTime, bids, asks, envelope.Hash);
            _watch.Wake(now);
        }
    }

    void IMarketEvents.BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes)
    {
        var began = driver.Begin();
        driver.Engine.OnBookDeltas(now, market, venueTime, deltas, driver.Effects);
        driver.End(began);
        driver.FrameAges.Record((now.Micros - venueTime.Micros) * 1_000);
        if (_watch.Find(market) is { } verifier)
        {
            verifier.Deltas(now, venueTime, deltas, hashes);
            _watch.Wake(now);
        }
    }

    void IMarketEvents.Trade(Timestamp now, MarketId market, in TradePrint print)
    {
        var began = driver.Begin();
        driver.Engine.OnTrade(now, market, print, driver.Effects);
        driver.End(began);
        if (_watch.Find(market) is { } verifier)
        {
            verifier.Trade(print.Price);
        }
    }

    void IMarketEvents.TickSizeChanged(Timestamp now, MarketId market, TickSize tick)
    {
        if (TakeTick(now, market, tick) && directory.TryMarket(market, out var pair))
        {
            Resubscribe?.Invoke(market, pair.Spec);
        }
    }

    void IMarketEvents.Resolved(Timestamp now, MarketId market, Outcome winner) => WinnerKnown?.Invoke(now, market, winner);

    void IMarketEvents.Connected(Timestamp now) => Connection(now, connected: true, "market");

    void IMarketEvents.ContinuityLost(Timestamp now, string why)
    {
        Connection(now, connected: false, "market: " + why);
        foreach (var pair in directory.All)
        {
            driver.Engine.OnBookLost(now, pair.Market, driver.Effects);
            _watch.Find(pair.Market)?.Drop();
        }
    }

    void IMarketEvents.FrameSkipped(Timestamp now, FrameFault fault) => observer.Noted(now, NodeNote.FrameSkipped, "market: " + fault);

    private void Quarantine(Timestamp now, TokenPair pair)
    {
        Quarantines++;
        driver.Engine.OnBookLost(now, pair.Market, driver.Effects);
        _renewAt = _renewedAt is { } renewed ? Timestamp.Later(now, renewed + RenewPause) : now;
        observer.Noted(now, NodeNote.BookHashMismatch, $"{pair.Spec.Slug}: books dropped, a fresh connection follows; the {Quarantines}. time");
    }

    /// <summary>True where the grid is new. Books of the old one are dropped, and hashes are checked on the new one.</summary>
    private bool TakeTick(Timestamp now, MarketId market, TickSize tick)
    {
        if (!directory.TryMarket(market, out var pair) || tick == pair.Spec.TickSize)
        {
            return false;
        }

        directory.SetTick(market, tick);
        driver.Engine.OnTickSizeChange(now, market, tick, driver.Effects);
        Follow(market, pair.Spec with { TickSize = tick });

        return true;
    }

    private void Connection(Timestamp now, bool connected, string detail)
    {
        IsConnected = connected;
        observer.Noted(now, connected ? NodeNote.FeedBack : NodeNote.FeedLost, detail);
        driver.Engine.OnFeed(now, Feed.Market, connected, driver.Effects);
    }
}
