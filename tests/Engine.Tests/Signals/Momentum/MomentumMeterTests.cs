using PolyCloud.Engine.Signals.Momentum;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Signals.Momentum;

public sealed class MomentumMeterTests
{
    [Fact]
    public void The_index_is_wilders()
    {
        // Worked by hand for a period of 4: changes +2, −1, +3, −2 make means of 1.25 and 0.75, then +1 and −4 are smoothed in.
        var strength = new RelativeStrength(4);
        foreach (var close in new[] { 10.0, 12, 11, 14 })
        {
            strength.Close(close);
            Assert.Null(strength.Value);
        }

        strength.Close(12);
        Assert.Equal(100 * 1.25 / 2, strength.Value!.Value, 9);
        strength.Close(13);
        var (gain, loss) = (((1.25 * 3) + 1) / 4, 0.75 * 3 / 4);
        Assert.Equal(100 - (100 / (1 + (gain / loss))), strength.Value!.Value, 9);
        strength.Close(9);
        (gain, loss) = (gain * 3 / 4, ((loss * 3) + 4) / 4);
        Assert.Equal(100 - (100 / (1 + (gain / loss))), strength.Value!.Value, 9);
    }

    [Fact]
    public void Only_gains_is_a_hundred_only_losses_zero_and_nothing_fifty()
    {
        foreach (var (step, expected) in new[] { (1.0, 100.0), (-1, 0), (0, 50) })
        {
            var strength = new RelativeStrength(14);
            for (var bar = 0; bar <= 14; bar++)
            {
                strength.Close(100 + (step * bar));
            }

            Assert.Equal(expected, strength.Value!.Value, 9);
        }
    }

    [Fact]
    public void The_reversion_score_counts_sample_deviations_from_the_mean()
    {
        var score = new ReversionScore(5);
        foreach (var close in new[] { 99.0, 2, 4, 4, 4 })
        {
            score.Close(close);
        }

        score.Close(6);
        Assert.Equal((6 - 4) / Math.Sqrt(8 / 4.0), score.Value!.Value, 9);
        var still = new ReversionScore(3);
        still.Close(5);
        still.Close(5);
        Assert.Null(still.Value);
        still.Close(5);
        Assert.Equal(0, still.Value);
    }

    [Fact]
    public void A_bars_close_is_its_last_price_and_silent_bars_are_left_out()
    {
        var meter = new MomentumMeter(new MomentumOptions { Bar = Duration.FromSeconds(5), RelativeStrengthBars = 2, ReversionBars = 3 });
        meter.Observe(500, Timestamp.FromSeconds(100));
        meter.Observe(10, Timestamp.FromSeconds(104));
        meter.Observe(12, Timestamp.FromSeconds(105));
        meter.Observe(11, Timestamp.FromSeconds(170));
        Assert.Null(meter.State.RelativeStrength);
        meter.Observe(11, Timestamp.FromSeconds(175));

        // Closes 10, 12, 11: a gain of 2, a loss of 1.
        Assert.Equal(200 / 3.0, meter.State.RelativeStrength!.Value, 9);
        Assert.Equal(0, meter.State.ReversionScore!.Value, 9);
    }
}
