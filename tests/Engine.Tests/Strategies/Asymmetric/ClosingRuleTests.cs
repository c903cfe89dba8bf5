using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.Asymmetric;

public sealed class ClosingRuleTests
{
    [Fact]
    public void Sells_a_confirmed_position_three_cents_above_its_cost()
    {
        var harness = new EngineHarness();
        harness.Enter();
        var exit = harness.LastPlaced();
        Assert.Equal((OrderPurpose.Exit, Outcome.Up, Side.Sell, Price.Cents(51), Size.Shares(10)), (exit.Purpose, exit.Outcome, exit.Side, exit.Price, exit.Size));
        Assert.True(exit.PostOnly);
        Assert.Equal(Reason.PositionOpen, harness.View.NotQuoting);
    }

    [Fact]
    public void Leaves_a_position_not_yet_confirmed_by_buying_the_other_outcome_and_realises_the_set()
    {
        var harness = new EngineHarness();
        harness.Enter(FillStatus.Matched);
        var exit = harness.LastPlaced();
        Assert.Equal((Outcome.Down, Side.Buy, Price.Cents(49), Size.Shares(10)), (exit.Outcome, exit.Side, exit.Price, exit.Size));
        harness.Report(exit.Intent, OrderReportKind.Live);
        harness.Fill(exit);
        Assert.Equal(new Money(300_000), harness.View.RealizedPnl);
        Assert.Equal(Size.Shares(10), harness.View.CompleteSets);
    }

    [Fact]
    public void A_confirmation_does_not_replace_a_resting_exit_of_the_same_worth()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        var fill = harness.Fill(entry, status: FillStatus.Matched);
        harness.Report(harness.LastPlaced().Intent, OrderReportKind.Live);
        harness.Wait(Duration.FromSeconds(1));
        fill.Status = FillStatus.Confirmed;
        harness.Fill(fill);
        Assert.Empty(harness.Cancelled());
        Assert.Equal(2, harness.Placed().Count());
    }

    [Fact]
    public void Never_buys_again_while_a_position_is_open()
    {
        var harness = new EngineHarness();
        harness.Enter();
        harness.Book(40, 44);
        harness.Wait(Duration.FromSeconds(1));
        Assert.Single(harness.Placed(), effect => effect.Purpose == OrderPurpose.Entry);
    }

    [Fact]
    public void A_loss_beyond_the_maximum_cancels_the_exit_first_and_takes_only_when_its_end_is_known()
    {
        var harness = new EngineHarness();
        harness.Enter();
        var exit = harness.LastPlaced();
        harness.Report(exit.Intent, OrderReportKind.Live);
        harness.Book(38, 40);
        Assert.Equal(exit.Intent, harness.Cancelled().Single().Intent);
        harness.Wait(Duration.FromMilliseconds(500));
        Assert.Equal(2, harness.Placed().Count());
        harness.Report(exit.Intent, OrderReportKind.Cancelled);
        var stop = harness.LastPlaced();
        Assert.Equal((OrderPurpose.Unwind, OrderType.Fak, Side.Sell, Price.Cents(38), Reason.PositionLoss), (stop.Purpose, stop.Type, stop.Side, stop.Price, stop.Reason));
        Assert.False(stop.PostOnly);
    }

    [Fact]
    public void An_exit_that_was_filled_while_being_cancelled_is_not_sold_again()
    {
        var harness = new EngineHarness();
        harness.Enter();
        var exit = harness.LastPlaced();
        harness.Report(exit.Intent, OrderReportKind.Live);
        harness.Book(38, 40);
        harness.Report(exit.Intent, OrderReportKind.Matched);
        Assert.DoesNotContain(harness.Placed(), effect => effect.Type == OrderType.Fak);
        harness.Fill(exit);
        Assert.Equal(Size.Zero, harness.View.Up.Provisional);
        Assert.DoesNotContain(harness.Placed(), effect => effect.Type == OrderType.Fak);
    }

    [Fact]
    public void A_position_older_than_the_time_stop_rests_above_the_bid_and_then_takes()
    {
        var harness = new EngineHarness();
        harness.Enter();
        var exit = harness.LastPlaced();
        harness.Report(exit.Intent, OrderReportKind.Live);
        KeepBook(harness, 60, 48, 50);
        Assert.Equal(exit.Intent, harness.Cancelled().Single().Intent);
        harness.Report(exit.Intent, OrderReportKind.Cancelled);
        var press = harness.LastPlaced();
        Assert.Equal((OrderPurpose.Unwind, Price.Cents(49), Reason.PositionTimeStop, true), (press.Purpose, press.Price, press.Reason, press.PostOnly));
        harness.Report(press.Intent, OrderReportKind.Live);
        KeepBook(harness, 5, 48, 50);
        harness.Report(press.Intent, OrderReportKind.Cancelled);
        Assert.Equal(OrderType.Fak, harness.LastPlaced().Type);
    }

    [Fact]
    public void Close_only_rests_one_tick_above_the_bid_and_hedge_lock_takes()
    {
        var harness = new EngineHarness();
        harness.WaitUntil(harness.Spec.Closes - Duration.FromSeconds(75));
        harness.Trade();
        harness.Book(48, 52);
        var entry = harness.LastPlaced();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Fill(entry);
        harness.Report(harness.LastPlaced().Intent, OrderReportKind.Live);
        KeepBook(harness, 15, 48, 52);
        Assert.Equal(MarketPhase.CloseOnly, harness.View.Phase);
        harness.Report(harness.Cancelled().Last().Intent, OrderReportKind.Cancelled);
        var press = harness.LastPlaced();
        Assert.Equal(Price.Cents(49), press.Price);
        harness.Report(press.Intent, OrderReportKind.Live);
        KeepBook(harness, 15, 48, 52);
        Assert.Equal(MarketPhase.HedgeLock, harness.View.Phase);
        harness.Report(press.Intent, OrderReportKind.Cancelled);
        var hedge = harness.LastPlaced();
        Assert.Equal((OrderPurpose.Hedge, OrderType.Fak, Size.Shares(5)), (hedge.Purpose, hedge.Type, hedge.Size));
    }

    [Fact]
    public void Hedge_lock_covers_an_unconfirmed_position_by_buying_the_other_outcome()
    {
        var harness = InHedgeLock(FillStatus.Matched, Size.Shares(10));
        var hedge = harness.LastPlaced();
        Assert.Equal((Outcome.Down, Side.Buy, OrderType.Fak, Price.Cents(52), Size.Shares(10)), (hedge.Outcome, hedge.Side, hedge.Type, hedge.Price, hedge.Size));
    }

    [Fact]
    public void A_rest_below_the_minimum_is_told_as_dust_and_never_hedged()
    {
        var harness = InHedgeLock(FillStatus.Confirmed, Size.Shares(4));
        Assert.DoesNotContain(harness.Placed(), effect => effect.Type == OrderType.Fak);
        var dust = harness.Effects.Single(effect => effect.Kind == EffectKind.Alert && effect.Reason == Reason.Dust);
        Assert.Equal(Size.Shares(4), dust.Size);
        harness.WaitUntil(harness.Spec.Closes);
        Assert.Equal(Size.Shares(4), harness.Engine.Totals.Dust);
    }

    [Fact]
    public void Done_cancels_everything_and_nothing_is_sent_any_more()
    {
        var harness = InHedgeLock(FillStatus.Confirmed, Size.Shares(10));
        harness.WaitUntil(harness.Spec.Closes - Duration.FromSeconds(5));
        Assert.Contains(harness.Effects, effect => effect.Kind == EffectKind.CancelMarket);
        var placed = harness.Placed().Count();
        harness.Book(48, 52);
        harness.Wait(Duration.FromSeconds(5));
        Assert.Equal(placed, harness.Placed().Count());
    }

    [Fact]
    public void A_recovered_position_is_worked_out_without_a_target()
    {
        var harness = new EngineHarness();
        harness.Do(e => harness.Engine.OnRecoveredPosition(harness.Now, harness.Market, Outcome.Up, Size.Shares(10), Money.Dollars(4), e));
        harness.Trade();
        harness.Book(48, 52);
        var order = harness.LastPlaced();
        Assert.Equal((OrderPurpose.Unwind, Side.Sell, Price.Cents(49)), (order.Purpose, order.Side, order.Price));
        Assert.DoesNotContain(harness.Placed(), effect => effect.Purpose == OrderPurpose.Entry);
    }

    [Fact]
    public void A_position_of_a_former_life_told_by_its_executions_is_worked_out_and_the_next_one_has_a_target_again()
    {
        var harness = new EngineHarness();
        harness.Feed(Feed.Reconciliation, false);
        harness.Fill(new Effect { Intent = new IntentId(-1), Outcome = Outcome.Up, Side = Side.Buy, Price = Price.Cents(45), Size = Size.Shares(10) });
        Assert.DoesNotContain(harness.Last, effect => effect.Kind == EffectKind.Alert);
        harness.Feed(Feed.Reconciliation, true);
        harness.Book(48, 49);
        var rest = harness.LastPlaced();
        Assert.Equal((OrderPurpose.Unwind, Price.Cents(49)), (rest.Purpose, rest.Price));
        harness.Fill(rest);
        harness.Enter();
        Assert.Equal(OrderPurpose.Exit, harness.LastPlaced().Purpose);
    }

    private static EngineHarness InHedgeLock(FillStatus status, Size filled)
    {
        var harness = new EngineHarness(new EngineOptions { Asymmetric = new() { UnwindSizePercent = 100 } });
        harness.WaitUntil(harness.Spec.Closes - Duration.FromSeconds(46));
        harness.Do(e => harness.Engine.OnFill(harness.Now, new Fill
        {
            Trade = EngineHarness.TradeId(900), Market = harness.Market, Outcome = Outcome.Up, Side = Side.Buy,
            Price = Price.Cents(50), Size = filled, Amount = Money.Notional(Price.Cents(50), filled, Rounding.Nearest),
            Status = status, VenueTime = harness.Now,
        }, e));
        harness.Trade();
        harness.Book(48, 52);
        foreach (var order in harness.Placed().ToList())
        {
            harness.Report(order.Intent, OrderReportKind.Live);
        }

        KeepBook(harness, 1, 48, 52);
        foreach (var cancelled in harness.Cancelled().ToList())
        {
            harness.Report(cancelled.Intent, OrderReportKind.Cancelled);
        }

        Assert.Equal(MarketPhase.HedgeLock, harness.View.Phase);
        return harness;
    }

    private static void KeepBook(EngineHarness harness, int seconds, int bid, int ask)
    {
        for (var second = 0; second < seconds; second++)
        {
            harness.Wait(Duration.FromSeconds(1));
            harness.Book(bid, ask);
        }
    }
}
