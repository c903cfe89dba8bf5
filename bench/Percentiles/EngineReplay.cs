using System.Diagnostics;
using PolyCloud.Bench.Traces;
using PolyCloud.Engine;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Signals.Toxicity;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Percentiles;

/// <summary>
/// Steps of the whole engine over one open market, from frames already understood, with a price of the underlying every
/// second. The venue answers every order and cancel at once, unmeasured; nothing fills.
/// </summary>
/// <param name="strategy">For the rows' names; empty for the first one.</param>
internal sealed class EngineReplay(TraceEvent[] events, string strategy, EngineOptions options) : IReplay
{
    private static readonly Duration WarmUp = Duration.FromSeconds(90);

    private readonly LatencySample _idle = new($"engine step{strategy}, best prices and sizes as before", events.Length * 10);
    private readonly LatencySample _looks = new($"engine step{strategy}, re-evaluation without effects", events.Length * 10);
    private readonly LatencySample _acts = new($"engine step{strategy}, emits effects", events.Length * 10);
    private readonly LatencySample _both = new($"engine step{strategy}, re-evaluates or emits", events.Length * 10);
    private readonly EffectBuffer _effects = new();
    private readonly List<OrderReport> _answers = new(64);
    private TradingEngine _engine = new(options);
    private MarketId _market;
    private Timestamp _now;
    private Timestamp _nextOracle;
    private long _oracleCents;
    private DeterministicRandom _random = new(TraceFile.Seed);
    private OrderBook[] _followed = [];

    public IReadOnlyList<LatencySample> Samples => [_idle, _looks, _acts, _both];

    /// <summary>The trace's spread is mostly one cent, so the entry rests two cents behind the touch: then orders are placed and replaced as the market moves.</summary>
    public static EngineReplay Asymmetric(TraceEvent[] events) =>
        new(events, "", new EngineOptions { Asymmetric = new AsymmetricOptions { RestBehindTouch = Price.Cents(2) } });

    /// <summary>
    /// Five levels on both tokens with all signals and limits, the limits wide enough for all of them. The trace's trades all go one way:
    /// the buckets that would halt it for that are too large to fill.
    /// </summary>
    public static EngineReplay PairedLadder(TraceEvent[] events) => new(events, " of the paired ladder, 5 x 2", new EngineOptions
    {
        Strategy = "paired-ladder",
        Bots = new BotsOptions { PairedLadder = new PairedLadderOptions { Levels = 5, Edge = Price.Zero } },
        Signals = new SignalOptions { Toxicity = new ToxicityOptions { BucketVolume = Size.Shares(10_000_000) } },
        Risk = new RiskOptions { MaximumNetExposure = Size.Shares(100), MaximumBotNetExposure = Size.Shares(100), MaximumMarketNotional = Money.Dollars(100) },
    });

    public void Reset()
    {
        _engine = new TradingEngine(options);
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
            var spot = NextOracle();
            _engine.OnOracle(_now, "btc", spot, _effects);
            _engine.OnOracle(_now, "btc", spot with { Source = OracleSource.Exchange }, _effects);
        }

        // The strike: where the average stream stood at the open.
        _engine.OnOracle(_now, "btc", NextOracle() with { Source = OracleSource.TimeWeightedAverage60Seconds, Observed = TraceMarket.Opens }, _effects);
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
        var ticks = sample.Stop(started);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        sample.AddAllocated(bytes);
        if (sample != _idle)
        {
            _both.Add(ticks);
            _both.AddAllocated(bytes);
        }

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
