using PolyCloud.Dashboard.Charts;
using PolyCloud.Dashboard.Stored;

namespace PolyCloud.Dashboard.Figures;

/// <summary>Fewer and longer bars that lose no high and no low.</summary>
public static class BarThinning
{
    public static IReadOnlyList<StoredBar> Of(IReadOnlyList<StoredBar> bars, int most = Thinning.MaximumPoints)
    {
        if (bars.Count <= most)
        {
            return bars;
        }

        var together = (bars.Count + most - 1) / most;
        return [.. bars.Chunk(together).Select(static part => new StoredBar(part[0].Begin, part[0].Open, part.MaxBy(static bar => bar.High.Micros)!.High, part.MinBy(static bar => bar.Low.Micros)!.Low, part[^1].Close))];
    }
}
