using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class CircuitBreakersTests
{
    private static readonly Duration Day = Duration.FromSeconds(86_400);

    [Fact]
    public void Three_losses_in_a_row_fill_the_row_and_a_win_or_a_full_row_begins_it_anew()
    {
        var streak = new LossStreak();
        Assert.False(streak.OnTripClosed(new Money(-1), 3));
        Assert.False(streak.OnTripClosed(new Money(-1), 3));
        Assert.False(streak.OnTripClosed(Money.Zero, 3));
        Assert.False(streak.OnTripClosed(new Money(-1), 3));
        Assert.False(streak.OnTripClosed(new Money(-1), 3));
        Assert.True(streak.OnTripClosed(new Money(-1), 3));
        Assert.Equal(0, streak.Losses);
    }

    [Fact]
    public void Losses_in_a_row_pause_the_bot_for_a_day_and_it_comes_back_by_itself()
    {
        var harness = Lose(new RiskOptions { MaximumConsecutiveLosses = 1 }, 400_000);
        var note = harness.Effects.Last(effect => effect.Kind == EffectKind.BotNote);
        Assert.Equal((BotState.Paused, Reason.ConsecutiveLosses), (note.BotState, note.Reason));
        var paused = note.At;
        harness.Do(e => harness.Engine.OnClock(paused + Day - new Duration(1), e));
        Assert.Equal(BotState.Paused, harness.Effects.Last(effect => effect.Kind == EffectKind.BotNote).BotState);
        harness.Do(e => harness.Engine.OnClock(paused + Day, e));
        Assert.Equal(BotState.Active, harness.Effects.Last(effect => effect.Kind == EffectKind.BotNote).BotState);
    }

    [Fact]
    public void The_daily_loss_is_the_stricter_of_dollars_and_five_hundredths_of_the_days_first_equity()
    {
        var meter = new EquityMeter(Money.Dollars(100));
        meter.OnRealized(EngineHarness.Opens, Money.Dollars(-4));
        Assert.Equal(Money.Dollars(-4), meter.Today(EngineHarness.Opens));
        Assert.Equal(Money.Zero, meter.Today(EngineHarness.Opens + Day));
        Assert.Equal(Money.Dollars(96), meter.AtDayBegin);

        var harness = Lose(new RiskOptions { Capital = Money.Dollars(8) }, 800_000);
        Assert.Equal(Reason.DailyLossLimit, harness.View.NotQuoting);
        harness.Do(e => harness.Engine.OnResume(harness.Now, e));
        Assert.NotEqual(Reason.DailyLossLimit, harness.View.NotQuoting);
    }

    [Fact]
    public void The_daily_loss_counts_open_losses_stops_opening_and_leaves_the_exit_alone()
    {
        var harness = new EngineHarness(new EngineOptions { Risk = new RiskOptions { MaximumDailyLoss = new Money(500_000) } });
        harness.Enter();
        harness.Book(42, 46);
        Assert.Equal(Reason.DailyLossLimit, harness.View.NotQuoting);
        Assert.Equal(OrderPurpose.Exit, harness.View.LiveOrders.Single().Purpose);
    }

    [Fact]
    public void A_bot_that_lost_a_quarter_of_its_peak_is_halted_until_it_is_rearmed()
    {
        var harness = Lose(new RiskOptions { BotCapital = Money.Dollars(10), MaximumConsecutiveLosses = 100 }, 3_000_000);
        Assert.Equal(BotState.EmergencyHalt, harness.Effects.Last(effect => effect.Kind == EffectKind.BotNote).BotState);
        Assert.Single(harness.Effects, effect => effect.Kind == EffectKind.Alert && effect.Reason == Reason.BotDrawdown);
        Assert.Equal(Reason.BotDrawdown, harness.View.NotQuoting);
        Signal(harness, BotSignal.Start);
        Assert.Equal(Reason.BotDrawdown, harness.View.NotQuoting);
        Signal(harness, BotSignal.Rearm);
        Signal(harness, BotSignal.Start);
        Assert.Equal(BotState.Active, harness.Effects.Last(effect => effect.Kind == EffectKind.BotNote).BotState);
    }

    [Fact]
    public void A_portfolio_that_lost_two_fifths_halts_every_bot_cancels_everything_and_sells_what_is_held()
    {
        var harness = new EngineHarness(new EngineOptions
        {
            Risk = new RiskOptions { Capital = Money.Dollars(2), MaximumDailyLoss = Money.Dollars(1_000) },
            Asymmetric = new() { MaximumPositionLoss = Money.Dollars(100) },
        });
        harness.Enter();
        var exit = harness.LastPlaced();
        harness.Report(exit.Intent, OrderReportKind.Live);
        harness.Book(40, 44);
        Assert.Contains(harness.Effects, effect => effect.Kind == EffectKind.CancelAll && effect.Reason == Reason.PortfolioDrawdown);
        Assert.Equal(exit.Intent, harness.Cancelled().Single().Intent);
        harness.Report(exit.Intent, OrderReportKind.Cancelled);
        Assert.Equal((OrderType.Fak, Side.Sell, Reason.PortfolioDrawdown), (harness.LastPlaced().Type, harness.LastPlaced().Side, harness.LastPlaced().Reason));
        Assert.Equal(BotState.EmergencyHalt, harness.Engine.RiskState.Bots[0].State);
        harness.Fill(harness.LastPlaced());
        harness.Do(e => harness.Engine.OnResume(harness.Now, e));
        Assert.Equal(BotState.Active, harness.Engine.RiskState.Bots[0].State);
    }

    [Fact]
    public void Flatten_by_hand_takes_the_market_price_and_opens_nothing_until_resumed()
    {
        var harness = new EngineHarness();
        harness.Enter();
        harness.Do(e => harness.Engine.OnHalt(harness.Now, Reason.ManualHalt, e));
        harness.Report(harness.LastPlaced().Intent, OrderReportKind.Live);
        harness.Report(harness.LastPlaced().Intent, OrderReportKind.Cancelled);
        Assert.Empty(harness.View.LiveOrders);
        harness.Do(e => harness.Engine.OnFlatten(harness.Now, Reason.None, e));
        Assert.Equal((OrderType.Fak, Reason.ManualFlatten), (harness.LastPlaced().Type, harness.LastPlaced().Reason));
        harness.Fill(harness.LastPlaced());
        harness.Book(48, 52);
        Assert.Empty(harness.View.LiveOrders);
        Assert.Equal(Reason.ManualFlatten, harness.View.NotQuoting);
    }

    [Fact]
    public void More_than_five_venue_errors_in_half_a_minute_pause_with_growing_pauses()
    {
        var breaker = new VenueBreaker(new BreakerOptions());
        var now = EngineHarness.Opens;
        for (var slow = 0; slow < 20; slow++)
        {
            now += Duration.FromSeconds(7);
            breaker.OnError(now);
        }

        Assert.Equal(Reason.None, breaker.Verdict(now));
        now += Duration.FromSeconds(31);
        Assert.Equal([30, 60, 120, 240, 480, 480], Enumerable.Range(0, 6).Select(_ => Trip()));
        now += Duration.FromSeconds(601);
        Assert.Equal(30, Trip());

        long Trip()
        {
            for (var error = 0; error < 6; error++)
            {
                Assert.Equal(Reason.None, breaker.Verdict(now));
                breaker.OnError(now);
            }

            Assert.Equal(Reason.VenueErrors, breaker.Verdict(now));
            var pause = breaker.PausedUntil - now;
            now = breaker.PausedUntil;
            return pause.Micros / Timestamp.PerSecond;
        }
    }

    [Fact]
    public void More_than_ten_refusals_among_fifty_orders_pause()
    {
        var breaker = new VenueBreaker(new BreakerOptions());
        for (var order = 0; order < 100; order++)
        {
            breaker.OnAnswer(EngineHarness.Opens, rejected: order % 5 == 0);
        }

        Assert.Equal(Reason.None, breaker.Verdict(EngineHarness.Opens));
        breaker.OnAnswer(EngineHarness.Opens, rejected: true);
        breaker.OnAnswer(EngineHarness.Opens, rejected: true);
        Assert.Equal(Reason.TooManyRejects, breaker.Verdict(EngineHarness.Opens));
    }

    [Fact]
    public void A_restart_takes_over_what_the_breakers_remembered()
    {
        var harness = Lose(new RiskOptions { BotCapital = Money.Dollars(10), MaximumConsecutiveLosses = 100 }, 3_000_000);
        var state = harness.Engine.RiskState;
        var restarted = new EngineHarness(new EngineOptions { Risk = new RiskOptions { BotCapital = Money.Dollars(10) } }, ready: false);
        restarted.Do(e => restarted.Engine.OnRiskState(restarted.Now, state, e));
        var kept = restarted.Engine.RiskState;
        Assert.Equal((state.Portfolio, state.DailyLossHit, state.Flatten, state.VenuePausedUntil), (kept.Portfolio, kept.DailyLossHit, kept.Flatten, kept.VenuePausedUntil));
        Assert.Equal(state.Bots, kept.Bots);
        restarted.MakeReady();
        restarted.Trade();
        restarted.Book(48, 52);
        Assert.Empty(restarted.Placed());
        Assert.Equal(Reason.BotDrawdown, restarted.View.NotQuoting);
    }

    [Fact]
    public void What_an_open_window_has_realised_is_kept_only_once_it_is_settled_for_its_executions_are_recovered()
    {
        var harness = Lose(new RiskOptions { MaximumConsecutiveLosses = 100 }, 400_000);
        var realized = harness.Engine.Totals.RealizedPnl;
        Assert.True(realized < Money.Zero);
        Assert.Equal(Money.Zero, harness.Engine.RiskState.Portfolio.Realized);
        Assert.Equal(Money.Zero, harness.Engine.RiskState.Bots[0].Equity.RealizedToday);
        harness.Wait(Duration.FromSeconds(400));
        harness.Settle(Outcome.Up);
        Assert.Equal(harness.Engine.Totals.RealizedPnl, harness.Engine.RiskState.Portfolio.Realized);
        Assert.Equal(harness.Engine.Totals.RealizedPnl, harness.Engine.RiskState.Bots[0].Equity.RealizedToday);
    }

    /// <summary>One round trip that loses its fee less thirty cents.</summary>
    private static EngineHarness Lose(RiskOptions risk, long feeMicros)
    {
        var harness = new EngineHarness(new EngineOptions { Risk = risk });
        harness.Enter();
        harness.Fill(harness.LastPlaced(), fee: new Money(feeMicros));
        harness.Wait(Duration.FromSeconds(1));
        return harness;
    }

    private static void Signal(EngineHarness harness, BotSignal signal) => harness.Do(e =>
        harness.Engine.OnBotCommand(harness.Now, new BotCommand(new BotId(0), signal, Reason.None, Timestamp.Never), e));
}
