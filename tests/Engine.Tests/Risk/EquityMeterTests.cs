using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class EquityMeterTests
{
    private static readonly Timestamp Midnight = Timestamp.FromSeconds(20_000L * 86_400);

    [Fact]
    public void The_peak_follows_money_that_was_there_and_no_loss_lowers_it()
    {
        var meter = new EquityMeter(Money.Dollars(100));
        meter.OnRealized(Midnight, Money.Dollars(10));
        meter.OnOpenLoss(Money.Dollars(-5));
        Assert.Equal((Money.Dollars(105), Money.Dollars(110)), (meter.Equity, meter.Peak));
        meter.OnRealized(Midnight, Money.Dollars(8));
        Assert.Equal(Money.Dollars(113), meter.Peak);
        meter.OnOpenLoss(Money.Dollars(5));
        Assert.Equal((Money.Dollars(118), Money.Dollars(118)), (meter.Equity, meter.Peak));
        meter.OnRealized(Midnight, Money.Dollars(-20));
        Assert.Equal((Money.Dollars(98), Money.Dollars(118)), (meter.Equity, meter.Peak));
    }

    [Fact]
    public void A_fall_counts_from_the_exact_percentage_of_the_peak_on()
    {
        var meter = new EquityMeter(Money.Dollars(100));
        meter.OnRealized(Midnight, new Money(-24_999_999));
        Assert.False(meter.HasFallen(25));
        meter.OnRealized(Midnight, new Money(-1));
        Assert.True(meter.HasFallen(25));
        Assert.False(meter.HasFallen(26));
    }

    [Fact]
    public void A_day_ends_at_midnight_utc_and_a_late_moment_does_not_bring_it_back()
    {
        var meter = new EquityMeter(Money.Dollars(100));
        meter.OnRealized(Midnight - new Duration(1), Money.Dollars(-3));
        meter.OnOpenLoss(Money.Dollars(-2));
        Assert.Equal(Money.Dollars(-5), meter.Today(Midnight - new Duration(1)));
        Assert.Equal(Money.Dollars(100), meter.AtDayBegin);
        Assert.Equal(Money.Dollars(-2), meter.Today(Midnight));
        Assert.Equal(Money.Dollars(95), meter.AtDayBegin);
        meter.OnRealized(Midnight, Money.Dollars(-4));
        Assert.Equal(Money.Dollars(-6), meter.Today(Midnight - new Duration(1)));
        Assert.Equal(Money.Dollars(95), meter.AtDayBegin);
    }

    [Fact]
    public void Rearming_counts_peak_and_day_from_here_and_keeps_what_was_realised()
    {
        var meter = new EquityMeter(Money.Dollars(100));
        meter.OnRealized(Midnight, Money.Dollars(-30));
        meter.OnOpenLoss(Money.Dollars(-5));
        meter.Rearm();
        Assert.False(meter.HasFallen(1));
        Assert.Equal((Money.Dollars(65), Money.Dollars(65), Money.Dollars(-30)), (meter.Peak, meter.AtDayBegin, meter.Realized));
        Assert.Equal(Money.Dollars(-5), meter.Today(Midnight));
    }

    [Fact]
    public void A_restart_goes_on_with_the_day_that_was_kept()
    {
        var before = new EquityMeter(Money.Dollars(100));
        before.OnRealized(Midnight, Money.Dollars(20));
        before.OnRealized(Midnight, Money.Dollars(-8));
        var after = new EquityMeter(Money.Dollars(100));
        after.Import(before.Export(Money.Zero));
        Assert.Equal((Money.Dollars(12), Money.Dollars(120), Money.Dollars(100)), (after.Realized, after.Peak, after.AtDayBegin));
        Assert.Equal(Money.Dollars(12), after.Today(Midnight + Duration.FromSeconds(86_399)));
        Assert.Equal(Money.Zero, after.Today(Midnight + Duration.FromSeconds(86_400)));
    }
}
