using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Walks;

/// <summary>Wants anything at any price and size, sensible or not; the same at the same moment.</summary>
internal sealed class RandomStrategy(ulong seed, ExecutionPolicy policy) : IStrategy
{
    private static readonly Duration Mood = Duration.FromMilliseconds(700);

    public string Name => "random";

    public ExecutionPolicy Policy => policy;

    public bool MayAverageDown => true;

    public bool IsDirectional => false;

    public ClosingOptions Closing { get; } = new() { MaximumLoss = Money.Dollars(2) };

    public void Begin(MarketId market, MarketSpec spec)
    {
    }

    public void Quote(in StrategyView view, QuoteBuffer quotes)
    {
        var random = new DeterministicRandom(seed + (ulong)(view.Now.Micros / Mood.Micros));
        var count = random.NextInt32(9);
        for (var number = 0; number < count; number++)
        {
            var outcome = random.NextInt32(2) == 0 ? Outcome.Up : Outcome.Down;
            var side = random.NextInt32(4) == 0 ? Side.Sell : Side.Buy;
            var price = Price.Cents(1 + random.NextInt32(99));
            var size = new Size(random.NextInt32(3_000) * 10_000L);
            var slot = QuoteSlot.Of(outcome, side, random.NextInt32(5));
            if (random.NextInt32(6) == 0)
            {
                quotes.Put(slot, DesiredQuote.Taking(outcome, side, price, size, OrderPurpose.Completion));
            }
            else
            {
                quotes.Put(slot, DesiredQuote.Resting(outcome, side, NearTouch(view, outcome, side, price, random.NextInt32(4)), size));
            }
        }

        quotes.MergeWanted = random.NextInt32(3) == 0 ? Size.Shares(random.NextInt32(20)) : Size.Zero;
        quotes.SplitWanted = random.NextInt32(12) == 0 ? Size.Shares(random.NextInt32(15)) : Size.Zero;
    }

    // Mostly prices that are let through, so that much lives at once.
    private static Price NearTouch(in StrategyView view, Outcome outcome, Side side, Price any, int ticks)
    {
        var top = view.Top(outcome);
        return !top.IsTwoSided || ticks == 3 ? any
            : side == Side.Buy ? Quantizer.PriceDown(top.Bid.Units - (ticks * 100), view.Tick)
            : Quantizer.PriceUp(top.Ask.Units + (ticks * 100), view.Tick);
    }
}
