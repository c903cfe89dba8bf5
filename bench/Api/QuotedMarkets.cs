using System.Diagnostics;
using System.Globalization;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Publishing;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Storage.Operations;

namespace PolyCloud.Bench.Api;

/// <summary>A node whose engine quotes several open windows of made-up books; every order rests until it is cancelled, nothing is filled.</summary>
internal sealed class QuotedMarkets : IDisposable
{
    private const int Levels = 16;

    private static readonly Timestamp Opens = Timestamp.FromSeconds(1_793_714_400);

    private readonly PrivateKey _key = PrivateKey.FromHex(new string('1', 64));
    private readonly DeterministicRandom _random = new(8);
    private readonly MarketId[] _markets;
    private readonly int[] _mids;
    private readonly Dictionary<IntentId, MarketId> _resting = [];
    private readonly List<Effect> _carried = [];
    private readonly BookLevel[] _bids = new BookLevel[Levels];
    private readonly BookLevel[] _asks = new BookLevel[Levels];
    private long _steps;

    public QuotedMarkets(int markets)
    {
        var dollars = Money.Dollars(100_000);
        var shares = Size.Shares(100_000);
        Activity = new ActivityLog(new Unheard());
        var risk = new RiskOptions
        {
            MaximumOpenNotional = dollars, MaximumTotalOpenNotional = dollars, MaximumMarketNotional = dollars, MaximumTotalNotional = dollars, MaximumGrossExposure = shares,
        };
        Node = new TradingNode(
            new NodeOptions { Engine = new EngineOptions { MaximumMarkets = 16, Risk = risk }, Epoch = 1 },
            new OrderSigner(_key), new ApiCredential("key", "c2VjcmV0", "phrase"), Activity, new DeterministicRandom(1), static () => (long)Stopwatch.GetElapsedTime(0).TotalNanoseconds);
        Now = Opens - Duration.FromSeconds(60);
        _markets = [.. Enumerable.Range(0, markets).Select(Add)];
        _mids = [.. Enumerable.Repeat(50, markets)];
        foreach (var feed in Enum.GetValues<Feed>())
        {
            Do(() => Engine.OnFeed(Now, feed, true, Effects));
        }

        Do(() => Engine.OnCollateral(Now, dollars, Effects));
        for (; Now < Opens + Duration.FromSeconds(1); Now += Duration.FromSeconds(1))
        {
            Oracle();
        }

        for (var market = 0; market < markets; market++)
        {
            Snapshot(market);
        }
    }

    public ActivityLog Activity { get; }

    public TradingNode Node { get; }

    public Timestamp Now { get; private set; }

    private ContainerWorker.Node.EngineDriver Driver => Node.Driver;

    private Storage.Journal.Steps.JournaledEngine Engine => Driver.Engine;

    private EffectBuffer Effects => Driver.Effects;

    /// <summary>One change of one market's book, a whole book where its price moves; a price of the oracle every second.</summary>
    public void Step(Duration passed)
    {
        var before = Now.Seconds;
        Now += passed;
        if (Now.Seconds != before)
        {
            Oracle();
        }

        var market = (int)(_steps++ % _markets.Length);
        var began = Driver.Begin();
        if (_random.NextInt32(20) == 0)
        {
            _mids[market] = Math.Clamp(_mids[market] + (_random.NextInt32(2) == 0 ? -1 : 1), 35, 65);
            Snapshot(market);
        }
        else
        {
            var level = 1 + _random.NextInt32(Levels - 1);
            var size = Size.Shares(50 + _random.NextInt32(200));
            var bid = Price.Cents(_mids[market] - 2 - level);
            ReadOnlySpan<BookDelta> deltas = [new(Outcome.Up, Side.Buy, bid, size), new(Outcome.Down, Side.Sell, bid.Complement, size)];
            Engine.OnBookDeltas(Now, _markets[market], Now, deltas, Effects);
        }

        Driver.End(began);
        Carry();
    }

    public void Dispose() => _key.Dispose();

    private MarketId Add(int number)
    {
        var spec = new MarketSpec
        {
            Slug = string.Create(CultureInfo.InvariantCulture, $"btc-updown-15m-{Opens.Seconds}-{number}"),
            ConditionId = "0x" + number.ToString("x64", CultureInfo.InvariantCulture),
            UpTokenId = (2 * number + 1).ToString(CultureInfo.InvariantCulture),
            DownTokenId = (2 * number + 2).ToString(CultureInfo.InvariantCulture),
            Asset = "btc",
            Interval = WindowInterval.FifteenMinutes,
            Opens = Opens,
            Closes = Opens + Duration.FromSeconds(900),
            TickSize = TickSize.Cent,
            MinimumOrderSize = Size.Shares(5),
            Fees = FeeSchedule.Crypto,
            Settlement = SettlementRule.TimeWeightedAverage60Seconds,
        };
        var market = Engine.AddMarket(Now, spec, Effects);
        Node.Directory.Add(market, spec);
        Activity.MarketAdded(Now, market, spec);
        Carry();
        return market;
    }

    /// <summary>A print, and books that lean to Up and are wide enough for an entry.</summary>
    private void Snapshot(int market)
    {
        Engine.OnTrade(Now, _markets[market], new TradePrint(Outcome.Up, Side.Buy, Price.Cents(_mids[market]), Size.Shares(5), Now), Effects);
        for (var level = 0; level < Levels; level++)
        {
            _bids[level] = new BookLevel(Price.Cents(_mids[market] - 2 - level), Size.Shares(200 + level));
            _asks[level] = new BookLevel(Price.Cents(_mids[market] + 2 + level), Size.Shares(100 + level));
        }

        Engine.OnBookSnapshot(Now, _markets[market], Outcome.Up, Now, _bids, _asks, Effects);
        for (var level = 0; level < Levels; level++)
        {
            (_bids[level], _asks[level]) = (new BookLevel(_asks[level].Price.Complement, _asks[level].Size), new BookLevel(_bids[level].Price.Complement, _bids[level].Size));
        }

        Engine.OnBookSnapshot(Now, _markets[market], Outcome.Down, Now, _bids, _asks, Effects);
        Carry();
    }

    private void Oracle() => Do(() => Engine.OnOracle(Now, "btc", new OracleTick(OracleSource.Spot, new OraclePrice((60_000 + (Now.Seconds % 2)) * OraclePrice.Scale), Now), Effects));

    private void Do(Action input)
    {
        input();
        Carry();
    }

    /// <summary>What the venue would answer: every order rests, every cancel is carried out.</summary>
    private void Carry()
    {
        while (Effects.Count > 0)
        {
            _carried.Clear();
            _carried.AddRange(Effects.Written);
            Effects.Clear();
            foreach (var effect in _carried)
            {
                Activity.Decided(Now, effect);
                Answer(effect);
            }
        }
    }

    private void Answer(in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Place:
                _resting[effect.Intent] = effect.Market;
                Report(effect.Intent, OrderReportKind.Live);
                break;
            case EffectKind.Cancel when _resting.Remove(effect.Intent):
                Report(effect.Intent, OrderReportKind.Cancelled);
                break;
            case EffectKind.CancelMarket or EffectKind.CancelAll:
                var of = effect;
                foreach (var intent in _resting.Where(order => of.Kind == EffectKind.CancelAll || order.Value == of.Market).Select(static order => order.Key).ToList())
                {
                    _resting.Remove(intent);
                    Report(intent, OrderReportKind.Cancelled);
                }

                break;
            default:
                break;
        }
    }

    private void Report(IntentId intent, OrderReportKind kind)
    {
        var report = new OrderReport(intent, kind, Size.Zero, Reason.None);
        Activity.Reported(Now, report);
        Engine.OnOrderReport(Now, report, Effects);
    }

    private sealed class Unheard : INodeObserver
    {
        public bool Signing(Timestamp now, in SignedIntent intent) => true;

        public void Decided(Timestamp now, in Effect effect)
        {
        }

        public void Reported(Timestamp now, in OrderReport report)
        {
        }

        public void Filled(Timestamp now, in Fill fill)
        {
        }

        public void MarketAdded(Timestamp now, MarketId market, MarketSpec spec)
        {
        }

        public void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner)
        {
        }

        public void Operated(Timestamp now, OperationRecord operation)
        {
        }

        public void Noted(Timestamp now, NodeNote note, string detail)
        {
        }
    }
}
