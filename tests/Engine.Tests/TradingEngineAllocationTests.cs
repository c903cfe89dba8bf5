using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests;

public sealed class TradingEngineAllocationTests
{
    [Fact]
    public void A_million_events_with_quoting_and_fills_allocate_nothing()
    {
        var harness = new EngineHarness(new EngineOptions { Risk = new() { MaximumConsecutiveLosses = 1_000, MaximumDailyLoss = Money.Dollars(1_000_000) } });
        harness.Trade();
        harness.Book(48, 52);
        var loop = new Loop(harness.Engine, harness.Market, harness.Now);
        loop.Run(200_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        loop.Run(1_000_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
        Assert.True(loop.Placed > 300, $"only {loop.Placed} orders were placed");
        Assert.True(harness.Engine.Totals.Fills > 100);
        Assert.Equal(0, harness.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void A_ladder_of_five_levels_on_both_tokens_beside_a_maker_allocates_nothing()
    {
        var options = new EngineOptions
        {
            Risk = new()
            {
                MaximumConsecutiveLosses = 1_000, MaximumDailyLoss = Money.Dollars(1_000_000), Capital = Money.Dollars(10_000_000), BotCapital = Money.Dollars(10_000_000),
            },
            Orders = new() { MaximumOrdersPerSecond = 1_000, OrderBurst = 100 },
        };
        var ladder = new ScriptedStrategy { Wants = Ladder };
        var harness = new EngineHarness(options, strategies: [ladder, new AsymmetricStrategy(new AsymmetricOptions())]);
        harness.Trade();
        harness.Book(48, 52);
        var loop = new Loop(harness.Engine, harness.Market, harness.Now);
        loop.Run(50_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        loop.Run(150_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(loop.Placed > 100, $"only {loop.Placed} orders were placed");
        Assert.Equal(0, harness.Engine.Totals.InvariantBreaches);
    }

    // Five levels below the best bid of either token, moved by the price it asks the signals for.
    private static void Ladder(in StrategyView view, QuoteBuffer quotes)
    {
        var shift = view.ReadSignals().FairValue.IsValid ? 100 : 200;
        for (var level = 0; level < 5 && view.Up.IsTwoSided && view.Down.IsTwoSided; level++)
        {
            foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Up, Outcome.Down])
            {
                var price = Quantizer.PriceDown(view.Top(outcome).Bid.Units - shift - (level * 100), view.Tick);
                quotes.Put(QuoteSlot.Of(outcome, Side.Buy, level), DesiredQuote.Resting(outcome, Side.Buy, price, Size.Shares(5)));
            }
        }
    }

    /// <summary>Book changes, trades, prices, acknowledgements, cancels and fills, 100 µs apart, without an allocation of its own.</summary>
    private sealed class Loop(TradingEngine engine, MarketId market, Timestamp start)
    {
        private readonly EffectBuffer _effects = new();
        private readonly BookDelta[] _deltas = new BookDelta[4];
        private readonly IntentId[] _toReport = new IntentId[64];
        private readonly OrderReportKind[] _kinds = new OrderReportKind[64];
        private Timestamp _now = start;
        private int _pending;
        private int _trade;

        public long Placed { get; private set; }

        public void Run(int events)
        {
            for (var number = 0; number < events; number++)
            {
                _now += new Duration(100);
                _effects.Clear();
                Input(number);
                TakeEffects();
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
            else if (number % 100 == 1)
            {
                engine.OnTrade(_now, market, new TradePrint(Outcome.Up, Side.Buy, Price.Cents(50), Size.Shares(5), _now), _effects);
            }
            else
            {
                Change(number);
            }
        }

        // The second best ask comes and goes, so that the spread rule is met and not met in turn.
        private void Change(int number)
        {
            var size = number / 1_500 % 2 == 0 ? Size.Zero : Size.Shares(50 + (number % 40));
            _deltas[0] = new BookDelta(Outcome.Up, Side.Sell, Price.Cents(50), size);
            _deltas[1] = new BookDelta(Outcome.Down, Side.Buy, Price.Cents(50), size);
            _deltas[2] = new BookDelta(Outcome.Up, Side.Buy, Price.Cents(48), Size.Shares(200 + (number % 7)));
            _deltas[3] = new BookDelta(Outcome.Down, Side.Sell, Price.Cents(52), Size.Shares(200 + (number % 7)));
            engine.OnBookDeltas(_now, market, _now, _deltas, _effects);
        }

        private void TakeEffects()
        {
            foreach (ref readonly var effect in _effects.Written)
            {
                if (effect.Kind == EffectKind.Place)
                {
                    Placed++;
                    Answer(effect.Intent, OrderReportKind.Live);
                    if (effect.Purpose != OrderPurpose.Entry || Placed % 5 == 0)
                    {
                        FillWhole(effect);
                        return;
                    }
                }
                else if (effect.Kind == EffectKind.Cancel)
                {
                    Answer(effect.Intent, OrderReportKind.Cancelled);
                }
            }
        }

        private void FillWhole(Effect order)
        {
            var fill = new Fill
            {
                Trade = EngineHarness.TradeId(++_trade), Intent = order.Intent, Market = market, Outcome = order.Outcome, Side = order.Side,
                Price = order.Price, Size = order.Size, Amount = Money.Notional(order.Price, order.Size, Rounding.Nearest),
                Status = FillStatus.Confirmed, VenueTime = _now,
            };
            _effects.Clear();
            engine.OnFill(_now, fill, _effects);
            TakeEffects();
        }

        private void Answer(IntentId intent, OrderReportKind kind)
        {
            _toReport[_pending] = intent;
            _kinds[_pending++] = kind;
        }
    }
}
