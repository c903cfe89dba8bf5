using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.PairedLadder;

public sealed class CompletionPriceTests
{
    private static readonly PairedLadderOptions Options = new();

    [Fact]
    public void Without_pressure_a_pair_gains_its_least_after_the_fee()
    {
        // Held at 0.45: the other may cost 0.55 less half a cent, fee included: 0.52 and its fee of 0.0175 is 0.5375, 0.53 would be 0.5475.
        Assert.Equal(Price.Cents(52), Maximum(4_500, 0));
    }

    [Fact]
    public void Under_full_pressure_it_may_lose_what_is_allowed() =>

        // 0.58 with the fee, so 0.56: its fee of 0.0173 makes 0.5773.
        Assert.Equal(Price.Cents(56), Maximum(4_500, CompletionPrice.Full));

    [Fact]
    public void It_is_the_greatest_price_of_the_grid_whose_cost_with_fee_is_allowed()
    {
        foreach (var tick in (TickSize[])[TickSize.Cent, TickSize.TenthOfCent, new TickSize(1)])
        {
            for (var cost = 200L; cost < 9_800; cost += 37)
            {
                var allowed = (decimal)(Price.Scale - cost - Options.CompletionGain.Units + 175);
                var expected = 0;
                for (var units = tick.Units; units < Price.Scale; units += tick.Units)
                {
                    var price = units / 10_000m;
                    expected = units + Math.Ceiling(0.07m * price * (1 - price) * 10_000m) <= allowed ? units : expected;
                }

                Assert.Equal(expected, CompletionPrice.Maximum(Options, FeeSchedule.Crypto, tick, cost, CompletionPrice.Full / 2)?.Units ?? 0);
            }
        }
    }

    [Fact]
    public void The_pressure_rises_with_time_and_with_what_is_unpaired()
    {
        var previous = -1L;
        for (var seconds = 300; seconds >= 0; seconds -= 5)
        {
            var pressure = Pressure(seconds, 10);
            Assert.InRange(pressure, Math.Max(previous, 0), CompletionPrice.Full);
            previous = pressure;
        }

        Assert.Equal(0, Pressure(150, 0));
        Assert.Equal(CompletionPrice.Full, Pressure(60, 5));
        Assert.Equal(CompletionPrice.Full, Pressure(280, 30));
        Assert.Equal(CompletionPrice.Full / 2, Pressure(105, 0));
        Assert.True(Pressure(200, 20) > Pressure(200, 10));
    }

    [Fact]
    public void Nothing_is_low_enough_for_a_share_that_cost_nearly_a_dollar() => Assert.Null(CompletionPrice.Maximum(Options, FeeSchedule.Crypto, TickSize.Cent, 9_980, 0));

    private static Price? Maximum(long cost, long pressure) => CompletionPrice.Maximum(Options, FeeSchedule.Crypto, TickSize.Cent, cost, pressure);

    private static long Pressure(int seconds, long unpaired) =>
        CompletionPrice.Pressure(Options, Duration.FromSeconds(seconds), new LadderSkew(Size.Shares(unpaired), Options));
}
