using PolyCloud.Engine.FairValue;

namespace PolyCloud.Engine.Tests.FairValue;

public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068542949)]
    [InlineData(-1, 0.158655253931457051)]
    [InlineData(1.96, 0.975002104851779565)]
    [InlineData(-3, 0.00134989803163009453)]
    [InlineData(-6, 9.86587645037698141e-10)]
    [InlineData(-10, 7.61985302416052606e-24)]
    public void It_gives_the_published_values(double x, double expected) =>
        Assert.InRange(NormalDistribution.Cumulative(x) / expected, 1 - 1e-8, 1 + 1e-8);

    [Fact]
    public void It_is_the_integral_of_its_density_to_fourteen_digits()
    {
        // Simpson's rule from −9, where nothing is left: with 20 000 steps its own error is below 1e-15.
        const int Steps = 20_000;
        for (var x = -8.0; x <= 8.0; x += 0.25)
        {
            var step = (x + 9) / Steps;
            var sum = 0.0;
            for (var point = 0; point <= Steps; point++)
            {
                var weight = point is 0 or Steps ? 1 : point % 2 == 1 ? 4 : 2;
                var at = -9 + (point * step);
                sum += weight * Math.Exp(-at * at / 2) / Math.Sqrt(2 * Math.PI);
            }

            Assert.Equal(sum * step / 3, NormalDistribution.Cumulative(x), 1e-14);
        }
    }

    [Fact]
    public void Both_tails_add_to_one_and_end_at_zero_and_one()
    {
        for (var x = 0.0; x < 40; x += 0.37)
        {
            Assert.Equal(1, NormalDistribution.Cumulative(x) + NormalDistribution.Cumulative(-x), 15);
        }

        Assert.Equal(0, NormalDistribution.Cumulative(double.NegativeInfinity));
        Assert.Equal(1, NormalDistribution.Cumulative(double.PositiveInfinity));
        Assert.True(double.IsNaN(NormalDistribution.Cumulative(double.NaN)));
    }
}
