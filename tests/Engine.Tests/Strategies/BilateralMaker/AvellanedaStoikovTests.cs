using PolyCloud.Engine.Strategies.BilateralMaker;

namespace PolyCloud.Engine.Tests.Strategies.BilateralMaker;

public sealed class AvellanedaStoikovTests
{
    private const double Deviation = 2;
    private const double Decay = 1.5;

    /// <summary>Tables 1 to 3 of the paper: s = 100, T = 1, σ = 2, k = 1.5, steps of 0.005; the spread averaged over the run.</summary>
    [Theory]
    [InlineData(0.1, 1.49)]
    [InlineData(0.01, 1.35)]
    [InlineData(1.0, 3.02)]
    public void The_mean_spread_of_a_run_is_the_published_one(double riskAversion, double published)
    {
        const int Steps = 200;
        var sum = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            sum += AvellanedaStoikov.Spread(riskAversion, Deviation * Deviation * (1 - ((step + 0.5) / Steps)), Decay);
        }

        Assert.Equal(published, Math.Round(sum / Steps, 2), 2);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(5, 98)]
    [InlineData(-5, 102)]
    public void The_reservation_price_leans_against_the_inventory(double inventory, double expected) =>
        Assert.Equal(expected, AvellanedaStoikov.ReservationPrice(100, inventory, 0.1, Deviation * Deviation), 12);

    [Fact]
    public void Without_risk_aversion_half_the_spread_is_one_over_the_decay() =>
        Assert.Equal(2 / Decay, AvellanedaStoikov.Spread(1e-9, 4, Decay), 6);
}
