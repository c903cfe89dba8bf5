using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Strategies.BilateralMaker;

namespace PolyCloud.Engine.Tests.Strategies.BilateralMaker;

public sealed class NormalQuantileTests
{
    [Fact]
    public void It_undoes_the_distribution_function()
    {
        for (var z = -6.5; z <= 6.5; z += 0.01)
        {
            Assert.Equal(z, NormalQuantile.Of(NormalDistribution.Cumulative(z)), 2e-6 * Math.Max(1, Math.Abs(z)) * (z > 5 ? 100 : 1));
        }
    }

    [Theory]
    [InlineData(0.975, 1.959964)]
    [InlineData(0.5, 0)]
    [InlineData(0.05, -1.644854)]
    [InlineData(0.001, -3.090232)]
    public void Known_points_of_the_table_come_out(double probability, double z) => Assert.Equal(z, NormalQuantile.Of(probability), 1e-6);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_edges_are_finite(double probability) => Assert.True(double.IsFinite(NormalQuantile.Of(probability)));
}
