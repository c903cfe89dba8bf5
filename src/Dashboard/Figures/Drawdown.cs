using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Figures;

/// <summary>How far the result lay below its highest so far, at each point; never positive.</summary>
public static class Drawdown
{
    public static IReadOnlyList<(Timestamp At, Money Below)> Of(IReadOnlyList<PnlPoint> curve)
    {
        var below = new (Timestamp, Money)[curve.Count];
        var peak = Money.Zero;
        for (var place = 0; place < curve.Count; place++)
        {
            peak = curve[place].Total > peak ? curve[place].Total : peak;
            below[place] = (curve[place].At, curve[place].Total - peak);
        }

        return below;
    }

    public static Money Deepest(IReadOnlyList<PnlPoint> curve) => Of(curve).Select(static point => point.Below).DefaultIfEmpty(Money.Zero).MinBy(static below => below.Micros);
}
