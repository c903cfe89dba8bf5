using System.Diagnostics;
using PolyCloud.Bench.Traces;
using PolyCloud.Engine;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Percentiles;

/// <summary>
/// Steps of the whole engine over one open market, from frames already understood, with a price of the underlying every
/// second. The trace's spread is mostly one cent, so the entry rests two cents behind the touch (a setting of the strategy):
/// then orders are placed and replaced as the market moves. The venue answers every order and cancel at once, unmeasured.
/// </summary>
internal sealed class EngineReplay(TraceEvent[] events) : IReplay
{
    private static readonly Duration WarmUp = Duration.FromSeconds(40);

    private readonly LatencySample _idle = new("engine step, best prices and sizes as before", events.Length * 10);
    private readonly LatencySample _looks = new("engine step, re-evaluation without effects", events.Length * 10);
    private readonly LatencySample _acts = new("engine step, emits effects", events.Length * 10);
    private readonly EffectBuffer _effects = new();
    private readonly List<OrderReport> _answers = new(64);
    private TradingEngine _engine = new(new EngineOptions());
    private MarketId _market;
    private Timestamp _now;
    private Timestamp _nextOracle;
    private long _oracleCents;
    private DeterministicRandom _random = new(TraceFile.Seed);
    private OrderBook[] _followed = [];

    public IReadOnlyList<LatencySample> Samples => [_idle, _looks, _acts];

    public void Reset()
    {
        _engine = new TradingEngine(new EngineOptions { Asymmetric = new AsymmetricOptions { RestBehindTouch = Price.Cents(2) } });
        _now = TraceMarket.Opens - WarmUp;
        _oracleCents = 76_000_00;
        _random = new DeterministicRandom(TraceFile.Seed);
        _followed = [new OrderBook(), new OrderBook()];
        _market = _engine.AddMarket(_now, TraceMarket.Spec, _effects);
        foreach (var feed in Enum.GetValues<Feed>())
        {
            _engine.OnFeed(_now, feed, healthy: true, _effects);
        }

        _engine.OnCollateral(_now, Money.Dollars(1_000), _effects);
        for (; _now < TraceMarket.Opens; _now += Duration.FromSeconds(1))
        {
            _engine.OnOracle(_now, "btc", NextOracle(), _effects);
        }

        _nextOracle = _now;
        _effects.Clear();
    }

    public void Run()
    {
        foreach (var each in events)
        {
            _now = Timestamp.Later(_now, each.VenueTime);
            if (_now >= _nextOracle)
            {
                _nextOracle += Duration.FromSeconds(1);
                Step(null);
            }

            Step(each);
        }
    }

    private void Step(TraceEvent? each)
    {
        var oracle = each is null ? NextOracle() : default;
        var isIdle = each is not null && LeavesTheTopAlone(each);
        _effects.Clear();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        if (each is null)
        {
            _engine.OnOracle(_now, "btc", oracle, _effects);
        }
        else if (each.Book is { } outcome)
        {
            _engine.OnBookSnapshot(_now, _market, outcome, each.VenueTime, each.Bids, each.Asks, _effects);
        }
        else if (each.Trade is { } trade)
        {
            _engine.OnTrade(_now, _market, trade, _effects);
        }
        else
        {
            _engine.OnBookDeltas(_now, _market, each.VenueTime, each.Deltas, _effects);
        }

        var sample = _effects.Count > 0 ? _acts : isIdle ? _idle : _looks;
        sample.Stop(started);
        sample.AddAllocated(GC.GetAllocatedBytesForCurrentThread() - allocated);
        Answer();
    }

    /// <summary>Follows the frame in books of its own and says whether any best price or size changed.</summary>
    private bool LeavesTheTopAlone(TraceEvent each)
    {
        var before = (Top(_followed[0]), Top(_followed[1]));
        if (each.Book is { } outcome)
        {
            _followed[(int)outcome].ApplySnapshot(each.VenueTime, each.Bids, each.Asks);
        }

        foreach (var delta in each.Deltas)
        {
            _followed[(int)delta.Outcome].Apply(each.VenueTime, delta.Side, delta.Price, delta.Size);
        }

        return before == (Top(_followed[0]), Top(_followed[1]));
    }

    /// <summary>The venue takes every order and every cancel, within the same moment.</summary>
    private void Answer()
    {
        _answers.Clear();
        foreach (ref readonly var effect in _effects.Written)
        {
            if (effect.Kind is EffectKind.Place or EffectKind.Cancel)
            {
                var kind = effect.Kind == EffectKind.Place ? OrderReportKind.Live : OrderReportKind.Cancelled;
                _answers.Add(new OrderReport(effect.Intent, kind, Size.Zero, Reason.None));
            }
        }

        if (_answers.Count > 0)
        {
            _effects.Clear();
            foreach (var answer in _answers)
            {
                _engine.OnOrderReport(_now, answer, _effects);
            }

            Answer();
        }
    }

    private OracleTick NextOracle()
    {
        _oracleCents += (long)(_random.NextNormal() * 100);
        return new OracleTick(OracleSource.Spot, new OraclePrice(OraclePrice.Scale / 100 * _oracleCents), _now);
    }

    private static (Price Bid, Size BidSize, Price Ask, Size AskSize) Top(OrderBook book) =>
        (book.BestBid, book.BestBidSize, book.BestAsk, book.BestAskSize);
}
