using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Figures;

/// <summary>How far the result lay below its highest so far, at each point; never positive.</summary>
public static class Drawdown
{
    public static IReadOnlyList<(Timestamp At, Money Below)> Of(IReadOnlyList<PnlPoint> curve) => Of([.. curve.Select(static point => (point.At, point.Total))]);

    public static IReadOnlyList<(Timestamp At, Money Below)> Of(IReadOnlyList<RangePoint> curve) => Of([.. curve.Select(static point => (point.At, point.Total))]);

    public static Money Deepest(IReadOnlyList<PnlPoint> curve) => Deepest(Of(curve));

    public static Money Deepest(IReadOnlyList<RangePoint> curve) => Deepest(Of(curve));

    private static (Timestamp At, Money Below)[] Of((Timestamp At, Money Total)[] curve)
    {
        var below = new (Timestamp, Money)[curve.Length];
        var peak = Money.Zero;
        for (var place = 0; place < curve.Length; place++)
        {
            peak = curve[place].Total > peak ? curve[place].Total : peak;
            below[place] = (curve[place].At, curve[place].Total - peak);
        }

        return below;
    }

    private static Money Deepest(IReadOnlyList<(Timestamp At, Money Below)> below) => below.Select(static point => point.Below).DefaultIfEmpty(Money.Zero).MinBy(static one => one.Micros);
}
