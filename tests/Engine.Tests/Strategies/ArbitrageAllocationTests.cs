using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.CompleteSet;
using PolyCloud.Engine.Strategies.Value;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies;

public sealed class ArbitrageAllocationTests
{
    [Theory]
    [InlineData("complete-set")]
    [InlineData("value")]
    public void Looks_with_quotes_cancels_and_moving_books_allocate_nothing(string name)
    {
        IStrategy strategy = name == "value"
            ? new ValueStrategy(new ValueOptions { KellyPercent = 50 })
            : new CompleteSetStrategy(new CompleteSetOptions { GasPerOperation = Money.Zero });
        var harness = new EngineHarness(new EngineOptions { Inventory = new InventoryOptions { Enabled = true } }, strategies: [strategy]);
        harness.Do(e => harness.Engine.OnPriceToBeat(harness.Now, harness.Market, new OraclePrice(60_000 * OraclePrice.Scale), e));
        harness.Wait(Duration.FromSeconds(15));
        harness.Book(44, 48);
        harness.Report(harness.LastPlaced().Intent, OrderReportKind.Cancelled);
        var start = harness.Now;
        var effects = new EffectBuffer();
        var deltas = new BookDelta[4];
        var placed = 0;
        Run(0, 20_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(20_000, 60_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(placed > 20, $"only {placed} orders were placed, now {harness.View.NotQuoting}");

        void Run(int from, int to)
        {
            for (var number = from; number < to; number++)
            {
                var now = start + new Duration(number * 1_000L);
                effects.Clear();
                if (number % 1_000 == 0)
                {
                    harness.Engine.OnOracle(now, "btc", new OracleTick(OracleSource.Spot, new OraclePrice((60_000 + (number / 1_000 % 2)) * OraclePrice.Scale), now), effects);
                }

                var size = number / 500 % 2 == 0 ? Size.Zero : Size.Shares(60);
                deltas[0] = new BookDelta(Outcome.Up, Side.Sell, Price.Cents(45), size);
                deltas[1] = new BookDelta(Outcome.Down, Side.Buy, Price.Cents(55), size);
                deltas[2] = new BookDelta(Outcome.Up, Side.Buy, Price.Cents(44), Size.Shares(200 + (number % 7)));
                deltas[3] = new BookDelta(Outcome.Down, Side.Sell, Price.Cents(56), Size.Shares(200 + (number % 7)));
                harness.Engine.OnBookDeltas(now, harness.Market, now, deltas, effects);
                Answer(now);
            }
        }

        void Answer(Timestamp now)
        {
            // The answers themselves bring further effects.
            for (var index = 0; index < effects.Count; index++)
            {
                var effect = effects.Written[index];
                placed += effect.Kind == EffectKind.Place ? 1 : 0;
                if (effect.Kind is EffectKind.Place or EffectKind.Cancel)
                {
                    var ends = effect.Kind == EffectKind.Cancel || effect.Type is OrderType.Fak;
                    harness.Engine.OnOrderReport(now, new OrderReport(effect.Intent, ends ? OrderReportKind.Cancelled : OrderReportKind.Live, Size.Zero, Reason.None), effects);
                }
            }
        }
    }
}
