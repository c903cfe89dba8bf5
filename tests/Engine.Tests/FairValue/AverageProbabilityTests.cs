using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.FairValue;

public sealed class AverageProbabilityTests
{
    private const double Spot = 60_000;

    // About 35, 60 and 170 % a year.
    private static readonly double[] Deviations = [0.00006, 0.0001, 0.0003];

    [Fact]
    public void Spot_settlement_is_the_closed_formula()
    {
        foreach (var deviation in Deviations)
        {
            var state = new AverageState(Spot, Spot * 1.0007, 1, 0, 0, 240, 1);
            const double Drift = 2e-6;
            var expected = (Math.Log(1 / 1.0007) + ((Drift - (deviation * deviation / 2)) * 240)) / (deviation * Math.Sqrt(240));
            Assert.Equal(NormalDistribution.Cumulative(expected), AverageProbability.Up(state, deviation * deviation, Drift), 12);
        }
    }

    [Fact]
    public void Before_the_last_minute_the_variance_approaches_the_continuous_averages()
    {
        // 60 s in ever finer observations, the first one 240 s ahead: τ − 2·60/3 with τ = 300 s.
        Assert.Equal(300 - 40, AverageProbability.EffectiveSeconds(600_000, 240, 0.0001), 3);
        Assert.Equal(20, AverageProbability.EffectiveSeconds(600_000, 0, 0.0001), 3);
        Assert.Equal(1, AverageProbability.EffectiveSeconds(1, 1, 1), 12);
    }

    [Fact]
    public void The_variance_is_that_of_the_sum_over_all_pairs_of_observations()
    {
        foreach (var (remaining, next, cadence) in new[] { (1, 0.4, 1.0), (2, 1.0, 1.0), (7, 0.3, 1.0), (60, 181.0, 1.0), (30, 3.5, 2.0) })
        {
            var sum = 0.0;
            for (var one = 0; one < remaining; one++)
            {
                for (var other = 0; other < remaining; other++)
                {
                    sum += next + (Math.Min(one, other) * cadence);
                }
            }

            Assert.Equal(sum / remaining / remaining, AverageProbability.EffectiveSeconds(remaining, next, cadence), 9);
        }
    }

    [Fact]
    public void A_known_average_is_certain_and_a_tie_is_up()
    {
        Assert.Equal(1, AverageProbability.Up(new AverageState(Spot, Spot, 60, 60, 60 * Spot, 0, 1), 1e-8, 0));
        Assert.Equal(0, AverageProbability.Up(new AverageState(Spot, Spot + 0.01, 60, 60, 60 * Spot, 0, 1), 1e-8, 0));
        Assert.Equal(1, AverageProbability.Up(new AverageState(Spot, Spot, 60, 30, 30 * Spot, 1, 1), 0, 0));
    }

    [Fact]
    public void An_average_that_the_rest_cannot_undo_is_certain()
    {
        var state = new AverageState(Spot, 1, 60, 59, 59 * Spot, 1, 1);
        Assert.Equal(1, AverageProbability.Up(state, 1, 0));
    }

    [Fact]
    public void What_is_no_number_stays_none() =>
        Assert.True(double.IsNaN(AverageProbability.Up(new AverageState(double.NaN, Spot, 60, 0, 0, 1, 1), 1e-8, 0)));

    [Fact]
    public void A_higher_price_never_lowers_it_and_a_higher_strike_never_raises_it()
    {
        var random = new DeterministicRandom(7);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var state = RandomState(random);
            var variance = RandomVariance(random);
            var up = AverageProbability.Up(state, variance, 0);
            Assert.InRange(up, 0, 1);
            Assert.True(AverageProbability.Up(state with { Price = state.Price * (1 + (random.NextDouble() * 0.001)) }, variance, 0) >= up);
            Assert.True(AverageProbability.Up(state with { Strike = state.Strike * (1 + (random.NextDouble() * 0.001)) }, variance, 0) <= up);
        }
    }

    [Fact]
    public void The_mirrored_price_has_the_complement()
    {
        // Without drift, ln(S/K) → −ln(S/K) + variance mirrors a spot window exactly.
        var random = new DeterministicRandom(8);
        for (var trial = 0; trial < 10_000; trial++)
        {
            var variance = RandomVariance(random);
            var seconds = 1 + (random.NextDouble() * 3_000);
            var moneyness = Math.Exp((random.NextDouble() - 0.5) * 0.01);
            var up = AverageProbability.Up(new AverageState(Spot * moneyness, Spot, 1, 0, 0, seconds, 1), variance, 0);
            var mirrored = AverageProbability.Up(new AverageState(Spot / moneyness * Math.Exp(variance * seconds), Spot, 1, 0, 0, seconds, 1), variance, 0);
            Assert.Equal(1, up + mirrored, 12);
        }
    }

    [Fact]
    public void With_time_or_volatility_running_out_it_ends_at_certainty()
    {
        var above = new AverageState(Spot * 1.0001, Spot, 60, 0, 0, 241, 1);
        Assert.Equal(1, AverageProbability.Up(above, 1e-18, 0), 12);
        Assert.Equal(0, AverageProbability.Up(above with { Strike = Spot * 1.0002 }, 1e-18, 0), 12);
        Assert.InRange(AverageProbability.Up(above, 1e-8, 0), 0.5, 0.7);
        Assert.InRange(AverageProbability.Up(above, 1e-5, 0), 0.45, 0.52);
    }

    private static AverageState RandomState(DeterministicRandom random)
    {
        var observed = random.NextInt32(60);
        var strike = Spot * Math.Exp((random.NextDouble() - 0.5) * 0.004);
        var sum = observed * Spot * Math.Exp((random.NextDouble() - 0.5) * 0.001);
        return new AverageState(Spot, strike, 60, observed, sum, observed > 0 ? random.NextDouble() : 240 * random.NextDouble(), 1);
    }

    private static double RandomVariance(DeterministicRandom random)
    {
        var deviation = 0.00002 * Math.Exp(3 * random.NextDouble());
        return deviation * deviation;
    }
}
