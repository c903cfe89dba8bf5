using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.BilateralMaker;

/// <summary>
/// Moves a quote nearer to the midpoint while the score it gains is worth more than the edge it gives up. The score falls with the
/// square of the distance, so the best price is searched tick by tick between the wanted one and the nearest allowed.
/// </summary>
internal static class RewardTightening
{
    /// <summary>More ticks than the widest reward band has on the coarser grids; on finer ones the search ends nearer to the wanted price.</summary>
    private const int MostTicks = 32;

    /// <param name="side">In Up terms.</param>
    /// <param name="wanted">Price in Up terms, 1/10 000 dollar, on the grid.</param>
    /// <param name="nearest">The nearest the quote may come, on the grid.</param>
    /// <param name="perShare">What a share at the midpoint is held to earn.</param>
    public static int Of(Side side, int wanted, int nearest, TickSize tick, RewardProgram program, int upMidpointHalfUnits, Price perShare)
    {
        var step = side == Side.Buy ? tick.Units : -tick.Units;
        var best = wanted;
        var bestWorth = Worth(side, wanted, program, upMidpointHalfUnits, perShare);
        var price = wanted;
        for (var ticks = 1; ticks <= MostTicks; ticks++)
        {
            price += step;
            if (side == Side.Buy ? price > nearest : price < nearest)
            {
                break;
            }

            var worth = Worth(side, price, program, upMidpointHalfUnits, perShare) - Math.Abs(price - wanted);
            if (worth > bestWorth)
            {
                (best, bestWorth) = (price, worth);
            }
        }

        return best;
    }

    private static double Worth(Side side, int price, RewardProgram program, int upMidpointHalfUnits, Price perShare)
    {
        var distance = side == Side.Buy ? upMidpointHalfUnits - (2 * price) : (2 * price) - upMidpointHalfUnits;
        return perShare.Units * RewardScore.OfDistance(2 * program.MaximumSpread.Units, distance);
    }
}
