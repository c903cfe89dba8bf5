using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Markets;

/// <summary>One listing on the market channel: its displayed book, who subscribes, and the frames they get.</summary>
internal sealed class MarketFeed
{
    private readonly FrameQueue _queue;
    private readonly FrameTiming _timing;
    private readonly MarketFrames _frames;
    private readonly List<MarketSubscription> _subscriptions = [];
    private readonly (int Bid, int Ask)[] _best = [(-1, -1), (-1, -1)];

    public MarketFeed(Listing listing, int hashEvery, FrameQueue queue, FrameTiming timing)
    {
        Listing = listing;
        Book = new MirrorBook(listing);
        _queue = queue;
        _timing = timing;
        _frames = new MarketFrames(listing, Book, hashEvery);
    }

    public Listing Listing { get; }

    public MirrorBook Book { get; }

    /// <summary>Its latest trades.</summary>
    public MarketTrades Trades { get; } = new();

    public VenueTrade? LastTrade { get; private set; }

    /// <summary>The middle of the token's book in half price units; the middle of everything where a side is empty; the payout where it is resolved.</summary>
    public int HintHalfUnits(Outcome outcome)
    {
        if (Listing.Winner is { } winner)
        {
            return winner == outcome ? 2 * Price.Scale : 0;
        }

        var (bid, ask) = (Book.BestBid(outcome), Book.BestAsk(outcome));
        return bid < 0 || ask < 0 ? Price.Scale : bid + ask;
    }

    public void LevelChanged(Timestamp at, Side side, Price price, Size total)
    {
        Book.SetLevel(at, side, price, total);
        if (_subscriptions.Count == 0)
        {
            return;
        }

        var frame = _queue.Rent();
        _frames.PriceChange(frame, at, side, price, total);
        SendToAll(frame, _timing.PossiblyLate(at));
        TellBest(at, always: false);
    }

    public void Traded(Timestamp at, VenueTrade trade)
    {
        Book.SetLastTrade(at, trade.Price);
        Trades.Add(at, trade);
        LastTrade = trade;
        if (_subscriptions.Count == 0)
        {
            return;
        }

        foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Up, Outcome.Down])
        {
            var book = _queue.Rent();
            _frames.BookAfterTrade(book, at, outcome);
            SendToToken(book, outcome, _timing.InOrder(at), customOnly: false);
        }

        TellBest(at, always: true);
        var printed = _timing.Print(at);
        var print = _queue.Rent();
        _frames.LastTradePrice(print, printed, trade);
        SendToToken(print, trade.Outcome, _timing.InOrder(printed), customOnly: false);
    }

    public void TickSizeChanged(Timestamp at, TickSize old, TickSize current)
    {
        foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Up, Outcome.Down])
        {
            var frame = _queue.Rent();
            _frames.TickSizeChange(frame, at, outcome, old, current);
            SendToToken(frame, outcome, _timing.InOrder(at), customOnly: false);
        }
    }

    public void Resolved(Timestamp at, Outcome winner)
    {
        Book.Clear();
        var frame = _queue.Rent();
        WindowFrames.Resolved(frame, at, Listing, winner);
        for (var index = _subscriptions.Count - 1; index >= 0; index--)
        {
            if (_subscriptions[index].Connection.CustomFeatures)
            {
                _queue.Enqueue(_subscriptions[index].Connection, frame, _timing.InOrder(at));
            }
        }

        _queue.Release(frame);
    }

    public void Subscribe(MarketConnection connection, Outcome outcome)
    {
        var existing = _subscriptions.Find(subscription => subscription.Connection == connection);
        if (existing is null)
        {
            existing = new MarketSubscription(connection);
            _subscriptions.Add(existing);
            RememberBest();
        }

        existing.Set(outcome, wanted: true);
    }

    public void Unsubscribe(MarketConnection connection, Outcome outcome)
    {
        var existing = _subscriptions.Find(subscription => subscription.Connection == connection);
        existing?.Set(outcome, wanted: false);
        if (existing is { WantsNothing: true })
        {
            _subscriptions.Remove(existing);
        }
    }

    public void AppendInitialBook(Frame frame, Outcome outcome) => _frames.InitialBook(frame, outcome);

    /// <summary>The best prices are told when they change and beside every book that follows a trade.</summary>
    private void TellBest(Timestamp at, bool always)
    {
        foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Up, Outcome.Down])
        {
            var current = (Book.BestBid(outcome), Book.BestAsk(outcome));
            if (!always && current == _best[(int)outcome])
            {
                continue;
            }

            _best[(int)outcome] = current;
            var frame = _queue.Rent();
            _frames.BestBidAsk(frame, at, outcome);
            SendToToken(frame, outcome, _timing.InOrder(at), customOnly: true);
        }
    }

    private void RememberBest()
    {
        _best[0] = (Book.BestBid(Outcome.Up), Book.BestAsk(Outcome.Up));
        _best[1] = (Book.BestBid(Outcome.Down), Book.BestAsk(Outcome.Down));
    }

    // Backwards, because a connection that cannot keep up is taken out of the list on the way.
    private void SendToAll(Frame frame, Timestamp due)
    {
        for (var index = _subscriptions.Count - 1; index >= 0; index--)
        {
            _queue.Enqueue(_subscriptions[index].Connection, frame, due);
        }

        _queue.Release(frame);
    }

    private void SendToToken(Frame frame, Outcome outcome, Timestamp due, bool customOnly)
    {
        for (var index = _subscriptions.Count - 1; index >= 0; index--)
        {
            var subscription = _subscriptions[index];
            if (subscription.Wants(outcome) && (!customOnly || subscription.Connection.CustomFeatures))
            {
                _queue.Enqueue(subscription.Connection, frame, due);
            }
        }

        _queue.Release(frame);
    }
}
