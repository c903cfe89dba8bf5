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

    [Fact]
    public void The_days_loss_counts_at_its_exact_limit_and_holds_past_midnight_until_a_person_resumes()
    {
        var bench = new RiskBench(new RiskOptions { MaximumDailyLoss = Money.Dollars(20), Capital = Money.Dollars(100_000) });
        bench.Breakers.OnRealized(bench.Bots[0], RiskBench.Now, new Money(-19_999_999));
        Assert.Equal(Reason.None, bench.Breakers.Verdict(RiskBench.Now));
        bench.Breakers.OnRealized(bench.Bots[0], RiskBench.Now, new Money(-1));
        Assert.Equal(Reason.DailyLossLimit, bench.Breakers.Verdict(RiskBench.Now));
        Assert.Equal(Reason.DailyLossLimit, bench.Breakers.Verdict(RiskBench.Now + Day));
        Assert.True(bench.Breakers.IsDailyLossHit);
        bench.Breakers.Rearm(RiskBench.Now + Day, bench.Effects);
        Assert.Equal(Reason.None, bench.Breakers.Verdict(RiskBench.Now + Day));
        Assert.False(bench.Breakers.IsDailyLossHit);
    }

    [Fact]
    public void The_days_loss_in_hundredths_is_of_the_equity_the_day_began_with()
    {
        var bench = new RiskBench(new RiskOptions { MaximumDailyLoss = Money.Dollars(100_000), Capital = Money.Dollars(100) });
        bench.Breakers.OnRealized(bench.Bots[0], RiskBench.Now - Day, Money.Dollars(100));
        Assert.Equal(Reason.None, bench.Breakers.Verdict(RiskBench.Now));
        bench.Breakers.OnRealized(bench.Bots[0], RiskBench.Now, new Money(-9_999_999));
        Assert.Equal(Reason.None, bench.Breakers.Verdict(RiskBench.Now));
        bench.Breakers.OnRealized(bench.Bots[0], RiskBench.Now, new Money(-1));
        Assert.Equal(Reason.DailyLossLimit, bench.Breakers.Verdict(RiskBench.Now));
    }

    [Fact]
    public void A_position_is_marked_at_its_bid_open_gains_do_not_count_and_a_market_that_leaves_takes_its_mark_along()
    {
        var bench = new RiskBench();
        bench.Hold(Outcome.Up, 10, 50);
        bench.Book(40, 44);
        bench.Breakers.Mark(bench.Market);
        Assert.Equal((Money.Dollars(-1), Money.Dollars(-1)), (bench.Breakers.Portfolio.OpenLoss, bench.Bots[0].Equity.OpenLoss));
        bench.Breakers.Mark(bench.Market);
        Assert.Equal(Money.Dollars(-1), bench.Breakers.Portfolio.OpenLoss);
        bench.Book(60, 64);
        bench.Breakers.Mark(bench.Market);
        Assert.Equal((Money.Zero, Money.Zero), (bench.Breakers.Portfolio.OpenLoss, bench.Bots[0].Equity.OpenLoss));
        bench.Book(40, 44);
        bench.Breakers.Mark(bench.Market);
        bench.Breakers.Forget(bench.Market);
        Assert.Equal((Money.Zero, Money.Zero), (bench.Breakers.Portfolio.OpenLoss, bench.Bots[0].Equity.OpenLoss));
    }

    [Fact]
    public void A_bots_drawdown_halts_that_bot_alone_and_is_told_once()
    {
        var bench = new RiskBench(new RiskOptions { BotCapital = Money.Dollars(100), Capital = Money.Dollars(1_000) }, bots: 2);
        bench.Breakers.OnRealized(bench.Bots[1], RiskBench.Now, Money.Dollars(-25));
        bench.Breakers.Follow(RiskBench.Now, bench.Effects);
        bench.Breakers.Follow(RiskBench.Now, bench.Effects);
        Assert.Equal([BotState.Starting, BotState.EmergencyHalt], bench.Bots.Select(bot => bot.State));
        var alert = Assert.Single(bench.Effects.Written.ToArray(), effect => effect.Kind == EffectKind.Alert);
        Assert.Equal((new BotId(1), Reason.BotDrawdown), (alert.Bot, alert.Reason));
        Assert.Equal(Reason.None, bench.World.Flatten);
    }

    [Fact]
    public void The_portfolios_drawdown_is_told_once_lifts_a_halt_and_has_every_market_looked_at()
    {
        var bench = new RiskBench(new RiskOptions { BotCapital = Money.Dollars(1_000), Capital = Money.Dollars(100) }, bots: 2);
        bench.World.Halt = Reason.ManualHalt;
        bench.Breakers.OnRealized(bench.Bots[0], RiskBench.Now, Money.Dollars(-40));
        bench.Breakers.Follow(RiskBench.Now, bench.Effects);
        bench.Breakers.Follow(RiskBench.Now, bench.Effects);
        Assert.Equal((Reason.PortfolioDrawdown, Reason.None), (bench.World.Flatten, bench.World.Halt));
        Assert.All(bench.Bots, bot => Assert.Equal((BotState.EmergencyHalt, Reason.PortfolioDrawdown), (bot.State, bot.Why)));
        var effects = bench.Effects.Written.ToArray();
        Assert.Equal(Reason.PortfolioDrawdown, Assert.Single(effects, effect => effect.Kind == EffectKind.Alert).Reason);
        Assert.Equal(Reason.PortfolioDrawdown, Assert.Single(effects, effect => effect.Kind == EffectKind.Note).Reason);
        Assert.Equal(Reason.PortfolioDrawdown, Assert.Single(effects, effect => effect.Kind == EffectKind.CancelAll).Reason);
        Assert.Equal(RiskBench.Now, bench.Market.Deadline);
    }

    [Fact]
    public void Resuming_takes_back_what_the_breakers_did_and_nothing_a_person_did()
    {
        var bench = new RiskBench(new RiskOptions { MaximumConsecutiveLosses = 1 }, bots: 5);
        foreach (var bot in bench.Bots)
        {
            _ = bot.Take(BotSignal.Ready, Reason.None, Timestamp.Never);
        }

        bench.Breakers.OnTripClosed(bench.Bots[0], RiskBench.Now, new Money(-1), bench.Effects);
        _ = bench.Bots[1].Take(BotSignal.Pause, Reason.ManualHalt, Timestamp.Never);
        _ = bench.Bots[2].Take(BotSignal.EmergencyHalt, Reason.BotDrawdown, Timestamp.Never);
        bench.Breakers.OnTripClosed(bench.Bots[3], RiskBench.Now, Money.Zero, bench.Effects);
        _ = bench.Bots[4].Take(BotSignal.EmergencyHalt, Reason.None, Timestamp.Never);
        Assert.Equal(BotState.Active, bench.Bots[3].State);
        bench.Bots[3].Streak.Set(2);
        bench.Breakers.Rearm(RiskBench.Now, bench.Effects);
        Assert.Equal([BotState.Active, BotState.Paused, BotState.EmergencyHalt, BotState.Active, BotState.EmergencyHalt], bench.Bots.Select(bot => bot.State));
        Assert.Equal(0, bench.Bots[3].Streak.Losses);
    }

    [Fact]
    public void After_flattening_only_the_bots_that_it_halted_start_again()
    {
        var bench = new RiskBench(bots: 2);
        _ = bench.Bots[0].Take(BotSignal.EmergencyHalt, Reason.BotDrawdown, Timestamp.Never);
        bench.Breakers.Flatten(Reason.ManualFlatten, RiskBench.Now, bench.Effects);
        bench.Breakers.Rearm(RiskBench.Now, bench.Effects);
        Assert.Equal([BotState.EmergencyHalt, BotState.Starting], bench.Bots.Select(bot => bot.State));
        Assert.Equal(Reason.None, bench.World.Flatten);
    }

    [Fact]
    public void Rearming_ends_the_venues_pause_and_counts_drawdowns_from_here()
    {
        var bench = new RiskBench(new RiskOptions { BotCapital = Money.Dollars(100), Capital = Money.Dollars(100) });
        bench.Breakers.Venue.Import(RiskBench.Now + Day, 3);
        bench.Breakers.OnRealized(bench.Bots[0], RiskBench.Now, Money.Dollars(-50));
        Assert.Equal(RiskBench.Now + Day, bench.Breakers.NextChange(RiskBench.Now));
        Assert.Equal(Timestamp.Never, bench.Breakers.NextChange(RiskBench.Now + Day));
        bench.Breakers.Rearm(RiskBench.Now, bench.Effects);
        bench.Breakers.Follow(RiskBench.Now, bench.Effects);
        Assert.Equal(Reason.None, bench.Breakers.Verdict(RiskBench.Now));
        Assert.Equal(BotState.Starting, bench.Bots[0].State);
        Assert.Equal(Timestamp.Never, bench.Breakers.NextChange(RiskBench.Now));
    }

    [Theory]
    [InlineData(BotState.Idle, BotState.Stopping)]
    [InlineData(BotState.Starting, BotState.Starting)]
    [InlineData(BotState.Active, BotState.Starting)]
    [InlineData(BotState.Paused, BotState.Paused)]
    [InlineData(BotState.Stopping, BotState.Stopping)]
    [InlineData(BotState.Stopped, BotState.Stopping)]
    [InlineData(BotState.Error, BotState.Error)]
    [InlineData(BotState.EmergencyHalt, BotState.EmergencyHalt)]
    public void After_a_restart_a_bot_that_was_held_stays_held_for_the_same_reason(BotState kept, BotState state)
    {
        var bench = new RiskBench();
        bench.Breakers.Import(Kept(bench, kept, name: "scripted", number: 0), RiskBench.Now, bench.Effects);
        Assert.Equal(state, bench.Bots[0].State);
        Assert.Equal(state == BotState.Starting ? Reason.None : Reason.BotDrawdown, bench.Bots[0].Why);
        Assert.Equal((2, Money.Dollars(-3)), (bench.Bots[0].Streak.Losses, bench.Bots[0].Equity.Realized));
        Assert.True(kept != BotState.Paused || bench.Bots[0].PausedUntil == RiskBench.Now + Day);
    }

    [Theory]
    [InlineData("another", 0)]
    [InlineData("scripted", 1)]
    [InlineData("scripted", -1)]
    public void After_a_restart_the_state_of_another_strategy_or_of_no_bot_is_left_aside(string name, int number)
    {
        var bench = new RiskBench();
        bench.Breakers.Import(Kept(bench, BotState.EmergencyHalt, name, number), RiskBench.Now, bench.Effects);
        Assert.Equal((BotState.Starting, Money.Zero, 0), (bench.Bots[0].State, bench.Bots[0].Equity.Realized, bench.Bots[0].Streak.Losses));
    }

    [Fact]
    public void What_is_kept_for_a_restart_is_what_comes_back()
    {
        var bench = new RiskBench(new RiskOptions { MaximumDailyLoss = Money.Dollars(1) });
        bench.Breakers.OnRealized(bench.Bots[0], RiskBench.Now, Money.Dollars(-2));
        _ = bench.Breakers.Verdict(RiskBench.Now);
        bench.Breakers.Venue.Import(RiskBench.Now + Day, 3);
        bench.Breakers.Flatten(Reason.ManualFlatten, RiskBench.Now, bench.Effects);
        var state = bench.Breakers.Export();
        var restarted = new RiskBench();
        restarted.Breakers.Import(state, RiskBench.Now, restarted.Effects);
        Assert.Equal((true, Reason.ManualFlatten), (restarted.Breakers.IsDailyLossHit, restarted.World.Flatten));
        Assert.Equal((RiskBench.Now + Day, 3), (restarted.Breakers.Venue.PausedUntil, restarted.Breakers.Venue.Pauses));
        Assert.Equal(Money.Dollars(-2), restarted.Breakers.Portfolio.Realized);
        var again = restarted.Breakers.Export();
        Assert.Equal(state.Bots, again.Bots);
        Assert.Equal(state with { Bots = again.Bots }, again);
    }

    private static RiskState Kept(RiskBench bench, BotState state, string name, int number) => bench.Breakers.Export() with
    {
        Bots = [new BotRiskState(new BotId(number), name, new EquityState(Money.Dollars(-3), Money.Dollars(200), Money.Dollars(200), default, 0), 2, state, Reason.BotDrawdown, RiskBench.Now + Day)],
    };

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
