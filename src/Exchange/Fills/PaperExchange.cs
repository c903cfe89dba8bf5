using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills;

/// <summary>
/// Fills own orders against a market that is only watched: recorded, generated or live. Pure: time is an argument, draws come from
/// the latency model, one thread; the same calls give the same reports.
/// <para>
/// Market events are told with the moment they happened at the venue, in ascending order; effects of the engine with the moment of the decision.
/// An effect reaches the venue after the entry latency, a report reaches the program after the response latency. Watching live,
/// where one clock serves for both, tell the moment of arrival and add the feed's delay to the entry latency.
/// </para>
/// <para>
/// It ignores: that others react to own orders, own orders in the displayed book, funds and token balances (the engine keeps
/// those), the venue's rate limits and faults.
/// </para>
/// </summary>
public sealed class PaperExchange
{
    private static readonly Duration Moment = new(1);

    private readonly PaperOptions _options;
    private readonly PaperReports _reports;
    private readonly Dictionary<MarketId, PaperMarket> _markets = [];
    private readonly Dictionary<IntentId, PaperOrder> _orders = [];
    private readonly Queue<(Timestamp At, Effect Effect)> _arrivals = [];
    private readonly Queue<(Timestamp At, PaperOrder Order)> _held = [];
    private Timestamp _lastArrival;
    private Timestamp _now;

    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public PaperExchange(PaperOptions options)
    {
        options.Validate();
        _options = options;
        _reports = new PaperReports(options);
    }

    /// <summary>The next moment at which something happens at the venue or reaches the program.</summary>
    public Timestamp NextDue => Timestamp.Earlier(NextAtVenue, _reports.NextDue);

    private Timestamp NextAtVenue
    {
        get
        {
            var next = _arrivals.TryPeek(out var arrival) ? arrival.At : Timestamp.Never;
            next = _held.TryPeek(out var held) ? Timestamp.Earlier(next, held.At) : next;
            return Timestamp.Earlier(next, NextSettle);
        }
    }

    private Timestamp NextSettle
    {
        get
        {
            var next = Timestamp.Never;
            foreach (var market in _markets.Values)
            {
                next = Timestamp.Earlier(next, market.NextSettle);
            }

            return next;
        }
    }

    /// <summary>A market the engine has taken in, under the engine's number.</summary>
    /// <param name="takerDelay">Whether the venue holds this market's marketable orders.</param>
    public void Add(MarketId market, MarketSpec spec, bool takerDelay) => _markets.Add(market, new PaperMarket(spec, takerDelay, _options, _reports));

    /// <summary>Takes no more orders of the market and cancels what rests.</summary>
    public void Close(Timestamp at, MarketId market)
    {
        if (Before(at, market) is { } found)
        {
            CancelWhere(at, order => order.Market == market);
            found.Close();
        }
    }

    /// <summary>Forgets a market and its orders; what is still on its way to them is dropped.</summary>
    public void Remove(MarketId market)
    {
        _ = _markets.Remove(market);
        foreach (var order in _orders.Values.Where(order => order.Market == market).ToList())
        {
            _ = _orders.Remove(order.Intent);
        }
    }

    /// <summary>The whole book of one token; the other token's is its mirror.</summary>
    public void OnBookSnapshot(Timestamp at, MarketId market, Outcome outcome, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks) =>
        Before(at, market)?.OnSnapshot(_now, outcome, bids, asks);

    /// <summary>Changes of single levels; telling a level of one token also in the other's terms does no harm.</summary>
    public void OnBookDeltas(Timestamp at, MarketId market, ReadOnlySpan<BookDelta> deltas) => Before(at, market)?.OnDeltas(_now, deltas);

    public void OnTrade(Timestamp at, MarketId market, in TradePrint print) => Before(at, market)?.OnTrade(_now, print);

    public void OnTickSize(Timestamp at, MarketId market, TickSize tick) => Before(at, market)?.OnTickSize(tick);

    public void OnBookLost(Timestamp at, MarketId market) => Before(at, market)?.OnBookLost();

    /// <summary>Sends what the engine asks of the venue; other effects are not for it.</summary>
    public void Submit(Timestamp now, in Effect effect)
    {
        if (effect.Kind is EffectKind.Place or EffectKind.Cancel or EffectKind.CancelMarket or EffectKind.CancelAll
            or EffectKind.Merge or EffectKind.Split or EffectKind.Redeem)
        {
            // One connection: what is sent later does not overtake.
            _lastArrival = Timestamp.Later(_lastArrival, now + _options.Latency.Entry());
            _arrivals.Enqueue((_lastArrival, effect));
        }
    }

    /// <summary>Does all that is due at the venue up to and including a moment. Market events of that moment must have been told.</summary>
    public void AdvanceTo(Timestamp now)
    {
        for (var due = NextAtVenue; due <= now; due = NextAtVenue)
        {
            _now = Timestamp.Later(_now, due);
            Do(due);
        }

        _now = Timestamp.Later(_now, now);
    }

    /// <summary>The next report that has reached the program by this moment.</summary>
    public bool TryTake(Timestamp now, out PaperReport report) => _reports.TryTake(now, out report);

    private void Do(Timestamp due)
    {
        if (NextSettle <= due)
        {
            foreach (var market in _markets.Values)
            {
                market.Settle(_now);
            }
        }
        else if (_held.TryPeek(out var held) && held.At <= due)
        {
            _ = _held.Dequeue();
            _markets.GetValueOrDefault(held.Order.Market)?.Release(_now, held.Order);
        }
        else
        {
            Arrive(_arrivals.Dequeue().Effect);
        }
    }

    private void Arrive(in Effect effect)
    {
        var scope = effect.Market;
        switch (effect.Kind)
        {
            case EffectKind.Place:
                Place(effect);
                break;
            case EffectKind.Cancel when _orders.TryGetValue(effect.Intent, out var order):
                _markets[order.Market].Cancel(_now, order);
                break;
            case EffectKind.Cancel:
                break;
            case EffectKind.CancelMarket:
                CancelWhere(_now, order => order.Market == scope);
                break;
            case EffectKind.CancelAll:
                CancelWhere(_now, static _ => true);
                break;
            default:
                _reports.Operation(_now, new InventoryOperationReport(
                    scope, effect.Operation, KindOf(effect.Kind), InventoryOperationState.Confirmed, effect.Size, Money.Zero));
                break;
        }
    }

    private void Place(in Effect effect)
    {
        if (!_markets.TryGetValue(effect.Market, out var market) || _orders.ContainsKey(effect.Intent))
        {
            return;
        }

        var order = new PaperOrder(effect);
        _orders.Add(order.Intent, order);
        if (market.Arrive(_now, order))
        {
            _held.Enqueue((_now + market.Hold, order));
        }
    }

    private void CancelWhere(Timestamp at, Func<PaperOrder, bool> concerned)
    {
        foreach (var order in _orders.Values)
        {
            if (order.Ended is null && !order.IsHeld && concerned(order))
            {
                _markets[order.Market].Cancel(at, order);
            }
        }
    }

    private PaperMarket? Before(Timestamp at, MarketId market)
    {
        AdvanceTo(at - Moment);
        _now = Timestamp.Later(_now, at);
        return _markets.GetValueOrDefault(market);
    }

    private static InventoryOperationKind KindOf(EffectKind kind) => kind switch
    {
        EffectKind.Merge => InventoryOperationKind.Merge,
        EffectKind.Split => InventoryOperationKind.Split,
        _ => InventoryOperationKind.Redeem,
    };
}
