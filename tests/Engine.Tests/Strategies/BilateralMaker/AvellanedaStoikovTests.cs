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

    /// <summary>
    /// Tables 1 to 3 of the paper, pages 222 and 223: profit, its deviation, final inventory and its deviation over 1 000 runs. Both sides
    /// are samples, so means may differ by four standard errors of the difference and deviations by a tenth.
    /// </summary>
    [Theory]
    [InlineData(0.1, true, 65.0, 6.6, 0.08, 2.9)]
    [InlineData(0.1, false, 68.4, 12.7, 0.26, 8.4)]
    [InlineData(0.01, true, 68.6, 8.7, 0.12, 5.1)]
    [InlineData(0.01, false, 68.8, 12.8, 0.09, 8.7)]
    [InlineData(1.0, true, 31.4, 5.0, 0.02, 1.7)]
    [InlineData(1.0, false, 44.0, 11.0, 0.00, 5.1)]
    public void The_paper_s_simulation_ends_as_the_paper_says(double riskAversion, bool leans, double profit, double deviation, double inventory, double inventoryDeviation)
    {
        const int Published = 1_000;
        const int Paths = 4_000;
        var got = PaperSimulation.Run(riskAversion, leans, Paths, seed: 1);
        var errors = 4 * Math.Sqrt((1.0 / Published) + (1.0 / Paths));
        Assert.InRange(got.Profit, profit - (errors * deviation), profit + (errors * deviation));
        Assert.InRange(got.Inventory, inventory - (errors * inventoryDeviation), inventory + (errors * inventoryDeviation));
        Assert.InRange(got.ProfitDeviation, 0.9 * deviation, 1.1 * deviation);
        Assert.InRange(got.InventoryDeviation, 0.9 * inventoryDeviation, 1.1 * inventoryDeviation);
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
