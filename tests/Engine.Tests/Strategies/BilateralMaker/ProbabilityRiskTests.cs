using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Strategies.BilateralMaker;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.BilateralMaker;

public sealed class ProbabilityRiskTests
{
    [Theory]
    [InlineData(0.5, 0.2)]
    [InlineData(0.5, 0.6)]
    [InlineData(0.8, 0.4)]
    [InlineData(0.2, 0.8)]
    [InlineData(0.95, 0.5)]
    public void The_variance_until_a_horizon_is_that_of_simulated_paths(double probability, double share)
    {
        const int Paths = 200_000;
        var random = new DeterministicRandom(11);
        var z = NormalQuantile.Of(probability);
        double sum = 0, squares = 0;
        for (var path = 0; path < Paths; path++)
        {
            // The probability at the horizon, given what the underlying did until then.
            var moved = NormalDistribution.Cumulative((z + (Math.Sqrt(share) * random.NextNormal())) / Math.Sqrt(1 - share));
            sum += moved;
            squares += moved * moved;
        }

        var mean = sum / Paths;
        Assert.Equal((squares / Paths) - (mean * mean), Of(probability, 200).VarianceWithin(200 * share), 0.003);
        Assert.Equal(probability, mean, 0.005);
    }

    [Fact]
    public void Held_to_the_close_the_variance_is_that_of_a_coin() => Assert.Equal(0.21, Of(0.7, 100).VarianceWithin(100), 12);

    [Fact]
    public void Short_moves_follow_the_model_of_the_probability_itself()
    {
        // The change of the probability for a deviation of the underlying over a second, by the pricing formula.
        const double VariancePerSecond = 1e-8;
        var state = new AverageState(60_000, 60_000, 1, 0, 0, 120, 1);
        var moved = state with { Price = 60_000 * Math.Exp(Math.Sqrt(VariancePerSecond)) };
        var change = AverageProbability.Up(moved, VariancePerSecond, 0) - AverageProbability.Up(state, VariancePerSecond, 0);
        Assert.Equal(change, Of(0.5, 120).DeviationWithin(1), 0.0005);
    }

    [Fact]
    public void Nothing_is_left_to_move_at_the_edges() => Assert.True(Of(0.999, 60).DeviationWithin(1) < Of(0.9, 60).DeviationWithin(1) / 10);

    [Fact]
    public void The_average_leaves_less_time_than_the_clock()
    {
        var average = new ProbabilityRisk(0.5, 100, SettlementRule.TimeWeightedAverage60Seconds);
        Assert.Equal(Of(0.5, 60).DeviationWithin(1), average.DeviationWithin(1), 12);
        Assert.Equal(Of(0.5, 10).DeviationWithin(1), new ProbabilityRisk(0.5, 30, SettlementRule.TimeWeightedAverage60Seconds).DeviationWithin(1), 12);
    }

    private static ProbabilityRisk Of(double probability, double seconds) => new(probability, seconds, SettlementRule.Spot);
}
