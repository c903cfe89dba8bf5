using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.FairValue;

public sealed class JumpCalibrationTests
{
    [Fact]
    public void It_finds_the_parameters_that_made_the_returns()
    {
        var random = new DeterministicRandom(3);
        var returns = new double[200_000];
        for (var index = 0; index < returns.Length; index++)
        {
            returns[index] = 0.0001 * Math.Sqrt(2) * random.NextNormal();
            returns[index] += random.Chance(0.01) ? 0.001 + (0.003 * random.NextNormal()) : 0;
        }

        // Two seconds a return: a jump in every hundredth is one in 200 s. Those below the threshold are missed: about a sixth.
        var found = Assert.NotNull(JumpCalibration.Fit(returns, 2));
        Assert.InRange(found.VariancePerSecond / 1e-8, 0.97, 1.03);
        Assert.InRange(found.JumpsPerSecond / 0.005, 0.78, 1.02);
        Assert.InRange(found.JumpMean, 0.0008, 0.0014);
        Assert.InRange(found.JumpDeviation, 0.0028, 0.0036);
        var mean = returns.Average();
        Assert.InRange(found.TotalVariancePerSecond * 2 / (returns.Sum(value => (value - mean) * (value - mean)) / returns.Length), 0.98, 1.02);
    }

    [Fact]
    public void Pure_diffusion_has_next_to_no_jumps()
    {
        var random = new DeterministicRandom(4);
        var returns = new double[100_000];
        for (var index = 0; index < returns.Length; index++)
        {
            returns[index] = 0.0001 * random.NextNormal();
        }

        var found = Assert.NotNull(JumpCalibration.Fit(returns, 1));
        Assert.InRange(found.VariancePerSecond / 1e-8, 0.98, 1.02);
        Assert.InRange(found.JumpsPerSecond, 0, 0.0002);
    }

    [Fact]
    public void Too_few_returns_and_a_price_that_stands_still_give_nothing()
    {
        Assert.Null(JumpCalibration.Fit(new double[JumpCalibration.MinimumReturns - 1], 1));
        Assert.Null(JumpCalibration.Fit(new double[1_000], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => JumpCalibration.Fit(new double[1_000], 0));
    }
}
