using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Markets;

public sealed class PhaseClockTests
{
    [Theory]
    [InlineData(WindowInterval.FiveMinutes, 300, 120, 60, 45)]
    [InlineData(WindowInterval.FifteenMinutes, 900, 240, 120, 60)]
    [InlineData(WindowInterval.OneHour, 3600, 600, 300, 120)]
    public void Each_phase_begins_at_its_moment_and_not_a_microsecond_before(WindowInterval interval, int length, int unwind, int closeOnly, int hedgeLock)
    {
        var closes = EngineHarness.Opens + Duration.FromSeconds(length);
        var spec = EngineHarness.NewSpec(0) with { Interval = interval, Closes = closes };
        var clock = new PhaseClock(spec, new PhaseOptions());
        AssertStep(clock, EngineHarness.Opens, MarketPhase.Making);
        AssertStep(clock, closes - Duration.FromSeconds(unwind), MarketPhase.Unwind);
        AssertStep(clock, closes - Duration.FromSeconds(closeOnly), MarketPhase.CloseOnly);
        AssertStep(clock, closes - Duration.FromSeconds(hedgeLock), MarketPhase.HedgeLock);
        AssertStep(clock, closes - Duration.FromSeconds(5), MarketPhase.Done);
        AssertStep(clock, closes, MarketPhase.Resolving);
        Assert.True(clock.NextStep.IsNever);
    }

    [Fact]
    public void From_outside_only_a_stricter_trading_phase_is_taken()
    {
        foreach (var current in Enum.GetValues<MarketPhase>())
        {
            foreach (var desired in Enum.GetValues<MarketPhase>())
            {
                var clock = At(current);
                var taken = clock.Tighten(desired);
                var stricter = desired > current && desired is MarketPhase.Unwind or MarketPhase.CloseOnly or MarketPhase.HedgeLock or MarketPhase.Done && desired > current;
                Assert.Equal(stricter, taken);
                Assert.Equal(stricter ? desired : current, clock.Current);
            }
        }
    }

    [Fact]
    public void Resume_lifts_a_halt_and_never_a_phase()
    {
        var harness = new EngineHarness();
        harness.Do(e => harness.Engine.OnDesiredPhase(harness.Now, harness.Market, MarketPhase.CloseOnly, e));
        harness.Do(e => harness.Engine.OnHalt(harness.Now, Reason.ManualHalt, e));
        harness.Do(e => harness.Engine.OnResume(harness.Now, e));
        Assert.Equal((MarketPhase.CloseOnly, Reason.None), (harness.View.Phase, harness.View.Halt));
        harness.Trade();
        harness.Book(48, 52);
        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.PhaseForbidsOpening, harness.View.NotQuoting);
    }

    [Fact]
    public void Entering_close_only_cancels_the_entry_by_the_clock_alone()
    {
        var harness = new EngineHarness();
        harness.WaitUntil(harness.Spec.Closes - Duration.FromSeconds(61));
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.WaitUntil(harness.Spec.Closes - Duration.FromSeconds(60));
        Assert.Equal(entry.Intent, harness.Cancelled().Single().Intent);
        Assert.Equal(harness.Spec.Closes - Duration.FromSeconds(60), harness.Cancelled().Single().At);
    }

    [Fact]
    public void A_clock_that_jumps_past_every_phase_still_winds_up_once()
    {
        var harness = new EngineHarness();
        harness.Quote();
        harness.WaitUntil(harness.Spec.Closes + Duration.FromSeconds(1), feeds: false);
        Assert.Equal(MarketPhase.Resolving, harness.View.Phase);
        Assert.Single(harness.Effects, effect => effect.Kind == EffectKind.CancelMarket && effect.Reason == Reason.PhaseDone);
    }

    private static PhaseClock At(MarketPhase phase)
    {
        var spec = EngineHarness.NewSpec(0);
        var clock = new PhaseClock(spec, new PhaseOptions());
        switch (phase)
        {
            case MarketPhase.Discovered: break;
            case MarketPhase.Warming: clock.Warm(); break;
            case MarketPhase.Making: clock.Advance(spec.Opens); break;
            case MarketPhase.Resolving: clock.Advance(spec.Closes); break;
            case MarketPhase.Settled: clock.Settle(); break;
            default: clock.Tighten(phase); break;
        }

        Assert.Equal(phase, clock.Current);
        return clock;
    }

    private static void AssertStep(PhaseClock clock, Timestamp moment, MarketPhase phase)
    {
        Assert.Equal(moment, clock.NextStep);
        Assert.False(clock.Advance(moment - new Duration(1)));
        Assert.True(clock.Advance(moment));
        Assert.Equal(phase, clock.Current);
    }
}
