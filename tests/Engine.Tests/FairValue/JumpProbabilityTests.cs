using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.FairValue;

public sealed class JumpProbabilityTests
{
    private const double Spot = 60_000;
    private const double Variance = 1e-8;

    [Fact]
    public void Without_jumps_it_is_the_diffusion()
    {
        foreach (var strike in new[] { 59_900.0, 60_000, 60_050 })
        {
            var expected = AverageProbability.Up(new AverageState(Spot, strike, 1, 0, 0, 240, 1), Variance, 1e-7);
            var jumps = JumpProbability.Up(Spot, strike, 240, new JumpParameters(Variance, 0, 0.01, 0.01), 1e-7);
            Assert.Equal(expected, jumps.Up, 12);
            Assert.Equal(0, jumps.TruncationError, 12);
        }
    }

    [Theory]
    [InlineData(0.001, 0, 0.003, 300)]
    [InlineData(0.01, 0.0005, 0.002, 300)]
    [InlineData(0.01, -0.002, 0, 900)]
    [InlineData(0.05, 0, 0.001, 60)]
    public void It_is_within_three_standard_errors_of_simulated_prices(double rate, double jumpMean, double jumpDeviation, double seconds)
    {
        const int Paths = 400_000;
        var jumps = new JumpParameters(Variance, rate, jumpMean, jumpDeviation);
        var random = new DeterministicRandom(11);
        var ends = new double[Paths];
        for (var path = 0; path < Paths; path++)
        {
            ends[path] = End(random, jumps, seconds);
        }

        foreach (var away in new[] { -0.003, -0.001, 0, 0.0004, 0.002 })
        {
            var strike = Spot * Math.Exp(away);
            var simulated = ends.Count(end => end >= strike) / (double)Paths;
            var model = JumpProbability.Up(Spot, strike, seconds, jumps, 0);
            var standardError = Math.Sqrt(Math.Max(simulated * (1 - simulated), 1e-4) / Paths);
            Assert.InRange(standardError, 0, 0.0008);
            Assert.Equal(simulated, model.Up, 3 * standardError);
            Assert.InRange(model.TruncationError, 0, JumpProbability.Precision);
        }
    }

    [Fact]
    public void The_cut_series_lies_below_the_whole_one_by_no_more_than_it_says()
    {
        // 60 expected jumps: 80 terms leave out 0.6 % of the weight. Both sides together lack exactly that.
        var jumps = new JumpParameters(Variance, 1, 0, 0.0001);
        var up = JumpProbability.Up(Spot, Spot * 1.001, 60, jumps, 0);
        Assert.InRange(up.TruncationError, 0.001, 0.02);
        var expectation = NormalDistribution.Cumulative(-0.001 / Math.Sqrt(60 * jumps.TotalVariancePerSecond));
        Assert.InRange(expectation, up.Up - 0.002, up.Up + up.TruncationError + 0.002);
    }

    [Fact]
    public void It_rises_with_the_price_and_ends_at_the_limits()
    {
        var jumps = new JumpParameters(Variance, 0.01, 0, 0.002);
        var last = 0.0;
        for (var price = 58_000.0; price <= 62_000; price += 50)
        {
            var up = JumpProbability.Up(price, Spot, 300, jumps, 0).Up;
            Assert.True(up >= last);
            last = up;
        }

        Assert.Equal(1, JumpProbability.Up(Spot, Spot, 0, jumps, 0).Up);
        Assert.Equal(0, JumpProbability.Up(Spot, Spot + 1, 0, jumps, 0).Up);
        Assert.True(double.IsNaN(JumpProbability.Up(Spot, Spot, 300, jumps with { JumpsPerSecond = -1 }, 0).Up));
        Assert.True(double.IsNaN(JumpProbability.Up(0, Spot, 300, jumps, 0).Up));
    }

    // Independent of the series: waiting times between jumps are drawn, and each jump on its own.
    private static double End(DeterministicRandom random, in JumpParameters jumps, double seconds)
    {
        var growth = Math.Exp(jumps.JumpMean + (jumps.JumpDeviation * jumps.JumpDeviation / 2)) - 1;
        var log = (-(jumps.VariancePerSecond / 2) - (jumps.JumpsPerSecond * growth)) * seconds;
        log += Math.Sqrt(jumps.VariancePerSecond * seconds) * random.NextNormal();
        for (var at = random.NextExponential(1 / jumps.JumpsPerSecond); at < seconds; at += random.NextExponential(1 / jumps.JumpsPerSecond))
        {
            log += jumps.JumpMean + (jumps.JumpDeviation * random.NextNormal());
        }

        return Spot * Math.Exp(log);
    }
}
