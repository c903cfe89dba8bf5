using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Bots;

public sealed class BotRosterTests
{
    [Fact]
    public void A_bot_starts_only_when_all_it_needs_is_there()
    {
        var harness = new EngineHarness(ready: false);
        Assert.DoesNotContain(harness.Effects, effect => effect.Kind == EffectKind.BotNote);
        harness.MakeReady();
        var note = Assert.Single(harness.Effects, effect => effect.Kind == EffectKind.BotNote);
        Assert.Equal(BotState.Active, note.BotState);
    }

    [Fact]
    public void A_paused_bot_cancels_its_quotes_and_comes_back_when_its_pause_ends()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        Command(harness, BotSignal.Pause, Reason.ManualHalt, harness.Now + Duration.FromSeconds(5));
        Assert.Equal(entry.Intent, harness.Cancelled().Single().Intent);
        Assert.Equal(Reason.ManualHalt, harness.View.NotQuoting);
        harness.Report(entry.Intent, OrderReportKind.Cancelled);
        harness.Wait(Duration.FromSeconds(4));
        Assert.Single(harness.Placed());
        harness.Wait(Duration.FromSeconds(1));
        Assert.Equal(2, harness.Placed().Count());
    }

    [Fact]
    public void A_stopping_bot_closes_what_it_holds_and_is_stopped_when_clear_and_flat()
    {
        var harness = new EngineHarness();
        harness.Enter();
        var exit = harness.LastPlaced();
        harness.Report(exit.Intent, OrderReportKind.Live);
        harness.Wait(Duration.FromSeconds(1));
        Command(harness, BotSignal.Stop, Reason.Shutdown, Timestamp.Never);
        harness.Report(exit.Intent, OrderReportKind.Cancelled);
        var unwind = harness.LastPlaced();
        Assert.Equal((OrderPurpose.Unwind, Side.Sell, Price.Cents(49)), (unwind.Purpose, unwind.Side, unwind.Price));
        harness.Fill(unwind);
        harness.Wait(Duration.FromSeconds(1));
        Assert.Equal(BotState.Stopped, harness.Effects.Last(effect => effect.Kind == EffectKind.BotNote).BotState);
        harness.Book(47, 51);
        Assert.Equal(unwind.Intent, harness.LastPlaced().Intent);
    }

    [Fact]
    public void Signals_that_are_the_engines_own_and_bots_that_do_not_exist_are_refused()
    {
        var harness = new EngineHarness();
        Command(harness, BotSignal.Ready, Reason.None, Timestamp.Never);
        harness.Do(e => harness.Engine.OnBotCommand(harness.Now, new BotCommand(new BotId(1), BotSignal.Stop, Reason.None, Timestamp.Never), e));
        Assert.Equal(2, harness.Engine.Totals.RefusedInputs);
    }

    [Fact]
    public void Orders_and_fills_belong_to_the_bot_that_asked_and_the_market_is_their_sum()
    {
        var first = Bidding(Outcome.Up, 48, 10);
        var second = Bidding(Outcome.Down, 45, 6);
        var harness = new EngineHarness(strategies: [first, second]);
        harness.Book(50, 54);
        var orders = harness.Placed().ToList();
        Assert.Equal([new BotId(0), new BotId(1)], orders.Select(order => order.Bot));
        harness.Fill(orders[0]);
        harness.Fill(orders[1]);
        Assert.Equal((Size.Shares(10), Size.Shares(6)), (harness.View.Up.Unpaired, harness.View.Down.Unpaired));
        Assert.Equal(Size.Zero, harness.View.CompleteSets);
    }

    [Fact]
    public void From_close_only_on_shares_that_another_bots_make_sets_with_are_left_alone()
    {
        var first = Bidding(Outcome.Up, 48, 10);
        var second = Bidding(Outcome.Down, 45, 16);
        var harness = new EngineHarness(strategies: [first, second]);
        harness.Book(50, 54);
        foreach (var order in harness.Placed().ToList())
        {
            harness.Fill(order);
        }

        first.Wants = second.Wants = (in StrategyView _, QuoteBuffer _) => { };
        harness.WaitUntil(harness.Spec.Closes - Duration.FromSeconds(59));
        harness.Book(50, 54);
        var closing = Assert.Single(harness.View.LiveOrders);
        Assert.Equal((new BotId(1), Outcome.Down, Side.Sell, Size.Shares(6)), (closing.Bot, closing.Outcome, closing.Side, closing.Size));
    }

    [Fact]
    public void A_strategy_that_breaks_takes_its_bot_out_and_leaves_the_others_trading()
    {
        var first = Bidding(Outcome.Up, 48, 10);
        var second = Bidding(Outcome.Down, 45, 6);
        var harness = new EngineHarness(strategies: [first, second]);
        harness.Book(50, 54);
        harness.Fill(harness.Placed().First());
        first.Wants = (in StrategyView _, QuoteBuffer _) => _ = new Price(20_000);
        harness.Book(50, 54);
        Assert.Equal([BotState.Error, BotState.Active], harness.Engine.BotViews.Select(bot => bot.State));
        Assert.Single(harness.Effects, effect => effect.Kind == EffectKind.Alert && effect.Reason == Reason.BotFailed);
        Assert.Contains(harness.View.LiveOrders, order => order.Bot == new BotId(0) && order.Side == Side.Sell);
        Assert.Contains(harness.View.LiveOrders, order => order.Bot == new BotId(1));
    }

    private static ScriptedStrategy Bidding(Outcome outcome, int cents, long shares) => new()
    {
        Wants = (in StrategyView view, QuoteBuffer quotes) =>
        {
            if (!view.Exposure.CostShares.IsPositive)
            {
                quotes.Put(QuoteSlot.Of(outcome, Side.Buy, 0), DesiredQuote.Resting(outcome, Side.Buy, Price.Cents(cents), Size.Shares(shares)));
            }
        },
    };

    private static void Command(EngineHarness harness, BotSignal signal, Reason reason, Timestamp until) =>
        harness.Do(e => harness.Engine.OnBotCommand(harness.Now, new BotCommand(new BotId(0), signal, reason, until), e));
}
