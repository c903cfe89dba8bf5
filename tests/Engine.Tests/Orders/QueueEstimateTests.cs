using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Orders;

public sealed class QueueEstimateTests
{
    [Fact]
    public void A_new_order_stands_behind_everything_shown_and_moves_up_by_trades_at_its_price_in_either_token()
    {
        var harness = Resting(out var ahead);
        Assert.Equal(Size.Shares(200), ahead());
        Trade(harness, Outcome.Up, Side.Sell, 48, 30);
        Assert.Equal(Size.Shares(170), ahead());
        Trade(harness, Outcome.Down, Side.Buy, 52, 50);
        Assert.Equal(Size.Shares(120), ahead());
        Trade(harness, Outcome.Up, Side.Sell, 47, 30);
        Trade(harness, Outcome.Up, Side.Buy, 48, 30);
        Assert.Equal(Size.Shares(120), ahead());
    }

    [Fact]
    public void Cancels_of_others_count_only_where_the_level_is_smaller_than_the_queue_was_thought()
    {
        var harness = Resting(out var ahead);
        harness.Book(48, 52, bidShares: 150);
        Assert.Equal(Size.Shares(150), ahead());
        harness.Book(48, 52, bidShares: 400);
        Assert.Equal(Size.Shares(150), ahead());
    }

    private static EngineHarness Resting(out Func<Size> ahead)
    {
        LiveQuote live = default;
        var strategy = new ScriptedStrategy
        {
            Wants = (in StrategyView view, QuoteBuffer quotes) =>
            {
                quotes.Put(QuoteSlot.Single, DesiredQuote.Resting(Outcome.Up, Side.Buy, Price.Cents(48), Size.Shares(10)));
                _ = view.Live.TryGet(QuoteSlot.Single, out live);
            },
        };
        var harness = new EngineHarness(strategies: [strategy]);
        harness.Book(48, 52);
        harness.Report(harness.LastPlaced().Intent, OrderReportKind.Live);
        ahead = () => live.QueueAhead;
        return harness;
    }

    private static void Trade(EngineHarness harness, Outcome outcome, Side taker, int cents, long shares) => harness.Do(e =>
        harness.Engine.OnTrade(harness.Now, harness.Market, new TradePrint(outcome, taker, Price.Cents(cents), Size.Shares(shares), harness.Now), e));
}
