using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.NegativeRisk;
using PolyCloud.Engine.Tests.Walks;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.NegativeRisk;

/// <summary>
/// An event of three outcomes whose probabilities wander and whose books follow one after the other, so that their asks add to less than
/// a dollar now and then; a venue beside it that carries out orders a tenth of a second later against what its books show then.
/// </summary>
internal sealed class EventScenario
{
    private const int Outcomes = 3;

    private static readonly Duration Step = Duration.FromMilliseconds(200);
    private static readonly Duration Latency = Duration.FromMilliseconds(100);

    private readonly EventKind _kind;
    private readonly DeterministicRandom _random;
    private readonly double[] _chances = [0.35, 0.33, 0.32];
    private readonly (int Bid, int Ask, long Shares)[] _books = new (int, int, long)[Outcomes];
    private readonly List<(Timestamp Due, Effect Order)> _sent = [];
    private readonly List<Effect> _resting = [];
    private readonly List<(int Place, Fill Fill)> _fills = [];
    private int _noted;

    public EventScenario(EventKind kind, ulong seed)
    {
        _kind = kind;
        _random = new DeterministicRandom(seed);
        var options = new EngineOptions { Risk = DeskWalk.Limits with { MaximumGrossExposure = Size.Shares(200), BotCapital = Money.Dollars(100), MaximumMarketNotional = Money.Dollars(50), MaximumOpenNotional = Money.Dollars(100) } };
        World = new EventHarness(Outcomes, new NegativeRiskStrategy(new NegativeRiskOptions { GasPerGroup = Money.Zero }), options: options);
    }

    public EventHarness World { get; }

    public int Groups { get; private set; }

    public int Takers { get; private set; }

    public long Fills => _fills.Count;

    /// <summary>Largest |Up − Down| in one market that nothing in the others covered, in shares, after the last order was carried out.</summary>
    public decimal UncoveredAtEnd { get; private set; }

    /// <summary>Runs the window to its end and settles it; the money must add up.</summary>
    public void Run()
    {
        var first = World.First;
        while (first.Now < first.Spec.Closes)
        {
            Move();
            var place = _random.NextInt32(Outcomes);
            Show(place);
            Note();
            first.Wait(Step, feeds: !(_kind == EventKind.StaleOracle && Elapsed is > 100 and < 160));
            Note();
            CarryOut();
            Assert.Equal(0, World.Engine.Totals.InvariantBreaches);
        }

        first.Wait(Duration.FromSeconds(2));
        Assert.Empty(World.Engine.LiveOrders());
        UncoveredAtEnd = Uncovered();
        Settle();
    }

    private double Elapsed => (World.First.Now - World.First.Spec.Opens).TotalSeconds;

    private void Move()
    {
        var (deviation, drift) = _kind switch
        {
            EventKind.Calm => (0.001, 0.0),
            EventKind.Trending => (0.014, 0.0008),
            EventKind.Toxic => (0.03, 0.0),
            EventKind.OneSided => (0.002, 0.01),
            _ => (0.014, 0.0),
        };
        for (var place = 0; place < Outcomes; place++)
        {
            var jump = _kind == EventKind.Jump && _random.Chance(0.01) ? 0.2 : 0;
            _chances[place] = Math.Max(0.005, _chances[place] + (_random.NextNormal() * deviation) + jump + (place == 0 ? drift : 0));
        }

        var sum = _chances.Sum();
        for (var place = 0; place < Outcomes; place++)
        {
            _chances[place] /= sum;
        }
    }

    private void Show(int place)
    {
        var cents = (int)Math.Round(_chances[place] * 100);
        var half = _kind == EventKind.Thin ? 2 : 1;
        var (bid, ask) = (Math.Clamp(cents - half, 1, 98), Math.Clamp(cents + half - 1, 2, 99));
        var shares = _kind == EventKind.Thin ? 6 + _random.NextInt32(4) : 40 + _random.NextInt32(60);
        if (_kind == EventKind.TickChange && Elapsed > 40)
        {
            World.First.Do(e => World.Engine.OnTickSizeChange(World.First.Now, World.Markets[place], TickSize.TenthOfCent, e));
        }

        _books[place] = (bid, ask <= bid ? bid + 1 : ask, shares);
        if (_kind == EventKind.OneSided && _chances[place] < 0.03)
        {
            World.First.Do(e => World.Engine.OnBookSnapshot(World.First.Now, World.Markets[place], Outcome.Up, World.First.Now, [], [new(Price.Cents(_books[place].Ask), Size.Shares(shares))], e));
            return;
        }

        World.Book(place, _books[place].Bid, _books[place].Ask, shares);
    }

    private void Note()
    {
        for (; _noted < World.Effects.Count; _noted++)
        {
            var effect = World.Effects[_noted];
            if (effect.Kind == EffectKind.Place)
            {
                Groups += effect.Purpose == OrderPurpose.Entry ? 1 : 0;
                Takers += effect.PostOnly ? 0 : 1;
                _sent.Add((World.First.Now + Latency, effect));
            }
            else if (effect.Kind == EffectKind.Cancel && _resting.RemoveAll(order => order.Intent == effect.Intent) > 0)
            {
                World.First.Report(effect.Intent, OrderReportKind.Cancelled);
            }
        }
    }

    private void CarryOut()
    {
        foreach (var (due, order) in _sent.Where(sent => sent.Due <= World.First.Now).ToList())
        {
            _sent.Remove((due, order));
            if (order.PostOnly)
            {
                World.First.Report(order.Intent, OrderReportKind.Live);
                _resting.Add(order);
            }
            else
            {
                Take(order);
            }

            Note();
        }

        foreach (var order in _resting.Where(order => Best(order) is var (price, _) && (order.Side == Side.Buy ? price <= order.Price.Units : price >= order.Price.Units)).ToList())
        {
            _resting.Remove(order);
            Fill(order, order.Size);
            Note();
        }
    }

    private void Take(in Effect order)
    {
        var (price, shares) = Best(order);
        var meets = order.Side == Side.Buy ? price <= order.Price.Units : price >= order.Price.Units;
        var size = meets ? Size.Min(order.Size, Size.Shares(shares)) : Size.Zero;
        if (size.IsPositive)
        {
            Fill(order, size);
        }

        if (size < order.Size)
        {
            World.Kill(order);
        }
    }

    private void Fill(in Effect order, Size size)
    {
        var fill = World.First.FillOf(order, size, FillStatus.Confirmed) with { Market = order.Market };
        _fills.Add((PlaceOf(order.Market), fill));
        World.First.Fill(fill);
    }

    /// <summary>What a taker of this order would meet: price in 1/10 000 dollar of its token, and shares.</summary>
    private (int Price, long Shares) Best(in Effect order)
    {
        var (bid, ask, shares) = _books[PlaceOf(order.Market)];
        var cents = (order.Outcome, order.Side) switch
        {
            (Outcome.Up, Side.Buy) => ask,
            (Outcome.Up, _) => bid,
            (_, Side.Buy) => 100 - bid,
            _ => 100 - ask,
        };
        return (cents * 100, shares);
    }

    private int PlaceOf(MarketId market) => World.Markets.ToList().IndexOf(market);

    private decimal Uncovered()
    {
        var nets = Enumerable.Range(0, Outcomes).Select(place => _fills.Where(fill => fill.Place == place)
            .Sum(fill => WalkOrder.Change(fill.Fill.Outcome, fill.Fill.Side, fill.Fill.Size))).ToList();
        var covered = nets.Min() > 0 ? nets.Min() : nets.Max() < 0 ? nets.Max() : 0;
        return nets.Max(net => Math.Abs(net - covered)) / 1_000_000m;
    }

    private void Settle()
    {
        var winner = _random.NextInt32(Outcomes);
        long expected = 0;
        for (var place = 0; place < Outcomes; place++)
        {
            var (market, outcome) = (World.Markets[place], place == winner ? Outcome.Up : Outcome.Down);
            World.First.Do(e => World.Engine.OnResolution(World.First.Now, market, outcome, e));
            foreach (var (_, fill) in _fills.Where(fill => fill.Place == place))
            {
                var sign = fill.Side == Side.Buy ? 1 : -1;
                expected += (fill.Outcome == outcome ? sign * fill.Size.Units : 0) - (sign * fill.Amount.Micros) - fill.Fee.Micros;
            }
        }

        Assert.Equal(expected, World.Engine.Totals.RealizedPnl.Micros);
    }
}

/// <summary>What an event's books go through.</summary>
public enum EventKind
{
    Ordinary,
    Calm,
    Trending,
    Jump,
    Toxic,
    Thin,
    OneSided,
    StaleOracle,
    TickChange,
}
