using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.BilateralMaker;
using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies;

public sealed class MakerAllocationTests
{
    [Fact]
    public void Looks_of_the_paired_ladder_allocate_nothing() =>
        Check(new PairedLadderStrategy(new PairedLadderOptions { Levels = 5, LevelSize = Size.Shares(20), Edge = Price.Zero }));

    [Fact]
    public void Looks_of_the_bilateral_maker_allocate_nothing() =>
        Check(new BilateralMakerStrategy(new BilateralMakerOptions { Levels = 5, LevelSize = Size.Shares(20), FairValuePercent = 0 }));

    private static void Check(IStrategy strategy)
    {
        var options = new EngineOptions { Risk = new RiskOptions { MaximumNetExposure = Size.Shares(500), MaximumBotNetExposure = Size.Shares(500), MaximumMarketNotional = Money.Dollars(500) } };
        var harness = new EngineHarness(options, spec: EngineHarness.NewSpec(0) with { Settlement = SettlementRule.Spot }, strategies: [strategy]);
        harness.Trade();
        harness.Book(47, 49);
        var loop = new Loop(harness.Engine, harness.Market, harness.Now);
        loop.Run(100_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        loop.Run(300_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(loop.Placed > 500, $"only {loop.Placed} orders were placed");
        Assert.Equal(0, harness.Engine.Totals.InvariantBreaches);
    }

    /// <summary>Books that move, prices, and a venue that takes every order and every cancel, 100 µs apart.</summary>
    private sealed class Loop(TradingEngine engine, MarketId market, Timestamp start)
    {
        private readonly EffectBuffer _effects = new();
        private readonly BookDelta[] _deltas = new BookDelta[4];
        private readonly IntentId[] _toReport = new IntentId[128];
        private readonly OrderReportKind[] _kinds = new OrderReportKind[128];
        private Timestamp _now = start;
        private int _pending;

        public long Placed { get; private set; }

        public void Run(int events)
        {
            for (var number = 0; number < events; number++)
            {
                _now += new Duration(100);
                _effects.Clear();
                Input(number);
                foreach (ref readonly var effect in _effects.Written)
                {
                    if (effect.Kind is EffectKind.Place or EffectKind.Cancel)
                    {
                        Placed += effect.Kind == EffectKind.Place ? 1 : 0;
                        _toReport[_pending] = effect.Intent;
                        _kinds[_pending++] = effect.Kind == EffectKind.Place ? OrderReportKind.Live : OrderReportKind.Cancelled;
                    }
                }
            }
        }

        private void Input(int number)
        {
            if (_pending > 0)
            {
                _pending--;
                engine.OnOrderReport(_now, new OrderReport(_toReport[_pending], _kinds[_pending], Size.Zero, Reason.None), _effects);
            }
            else if (number % 1000 == 0)
            {
                engine.OnOracle(_now, "btc", new OracleTick(OracleSource.Spot, new OraclePrice((60_000 + (number / 1000 % 2)) * OraclePrice.Scale), _now), _effects);
            }
            else
            {
                // The best bid and ask come and go by two cents, slower than the shortest life of a quote.
                var size = number / 3_000 % 2 == 0 ? Size.Zero : Size.Shares(50 + (number % 3));
                _deltas[0] = new BookDelta(Outcome.Up, Side.Buy, Price.Cents(47), size);
                _deltas[1] = new BookDelta(Outcome.Down, Side.Sell, Price.Cents(53), size);
                _deltas[2] = new BookDelta(Outcome.Up, Side.Sell, Price.Cents(49), size);
                _deltas[3] = new BookDelta(Outcome.Down, Side.Buy, Price.Cents(51), size);
                engine.OnBookDeltas(_now, market, _now, _deltas, _effects);
            }
        }
    }
}
