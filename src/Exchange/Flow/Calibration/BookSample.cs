using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Calibration;

/// <summary>What is measured of one book as it stood after a trade.</summary>
/// <param name="BestBid">1/10 000 dollar; null where that side is empty.</param>
/// <param name="BestBidShares">Size at the best bid, shares.</param>
/// <param name="DepthShares">Shares at the best price and the four cents behind it, both sides together.</param>
/// <param name="Levels">Price levels with size, both sides together.</param>
public readonly record struct BookSample(int? BestBid, int? BestAsk, double BestBidShares, double BestAskShares, double DepthShares, int Levels)
{
    /// <summary>Five levels of one cent, the best included.</summary>
    private const int DepthReach = 400;

    /// <summary>Reads a book given as levels from the best price outward.</summary>
    public static BookSample Of(IEnumerable<KeyValuePair<int, long>> bidsFromBest, IEnumerable<KeyValuePair<int, long>> asksFromBest)
    {
        var (bestBid, bidShares, bidDepth, bidLevels) = Reach(bidsFromBest);
        var (bestAsk, askShares, askDepth, askLevels) = Reach(asksFromBest);
        return new BookSample(bestBid, bestAsk, bidShares, askShares, bidDepth + askDepth, bidLevels + askLevels);
    }

    private static (int? Best, double BestShares, double Depth, int Levels) Reach(IEnumerable<KeyValuePair<int, long>> side)
    {
        int? best = null;
        double bestShares = 0;
        double depth = 0;
        var levels = 0;
        foreach (var (price, units) in side)
        {
            var shares = units / (double)Size.Scale;
            if (best is null)
            {
                best = price;
                bestShares = shares;
            }

            depth += Math.Abs(price - best.Value) <= DepthReach ? shares : 0;
            levels++;
        }

        return (best, bestShares, depth, levels);
    }
}
