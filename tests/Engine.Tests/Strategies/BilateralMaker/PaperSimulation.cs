using PolyCloud.Engine.Strategies.BilateralMaker;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.BilateralMaker;

/// <summary>
/// The experiment of Avellaneda and Stoikov (High-frequency trading in a limit order book, Quantitative Finance 8, 2008, section 3.3):
/// s = 100, T = 1, σ = 2, dt = 0.005, q = 0, k = 1.5, A = 140; in each step the mid moves by ±σ√dt and each quote at distance δ is
/// filled with probability A·exp(−kδ)·dt. Prices and spreads come from the functions under test; the rest is written anew here.
/// </summary>
internal static class PaperSimulation
{
    private const int Steps = 200;
    private const double Step = 1.0 / Steps;
    private const double Deviation = 2;
    private const double Decay = 1.5;
    private const double Rate = 140;

    /// <param name="leans">True quotes about the reservation price; false about the mid, with the mean spread of the other.</param>
    public static Moments Run(double riskAversion, bool leans, int paths, ulong seed)
    {
        var random = new DeterministicRandom(seed);
        var spreads = Enumerable.Range(0, Steps).Select(step => AvellanedaStoikov.Spread(riskAversion, VarianceLeft(step), Decay)).ToArray();
        var mean = spreads.Average();
        var (profits, inventories) = (new double[paths], new double[paths]);
        for (var path = 0; path < paths; path++)
        {
            var (mid, inventory, cash) = (100.0, 0, 0.0);
            for (var step = 0; step < Steps; step++)
            {
                var centre = leans ? AvellanedaStoikov.ReservationPrice(mid, inventory, riskAversion, VarianceLeft(step)) : mid;
                var half = (leans ? spreads[step] : mean) / 2;
                if (random.NextDouble() < FillChance(centre + half - mid))
                {
                    inventory--;
                    cash += centre + half;
                }

                if (random.NextDouble() < FillChance(mid - centre + half))
                {
                    inventory++;
                    cash -= centre - half;
                }

                mid += random.NextDouble() < 0.5 ? Deviation * Math.Sqrt(Step) : -Deviation * Math.Sqrt(Step);
            }

            profits[path] = cash + (inventory * mid);
            inventories[path] = inventory;
        }

        return new Moments(profits.Average(), DeviationOf(profits), inventories.Average(), DeviationOf(inventories));
    }

    private static double VarianceLeft(int step) => Deviation * Deviation * (1 - (step * Step));

    private static double FillChance(double distance) => Rate * Math.Exp(-Decay * distance) * Step;

    private static double DeviationOf(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    public readonly record struct Moments(double Profit, double ProfitDeviation, double Inventory, double InventoryDeviation);
}
