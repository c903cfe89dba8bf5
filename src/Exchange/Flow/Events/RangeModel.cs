using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Flow.Events;

/// <summary>
/// Probability that the underlying is observed in a range at the close: Φ((to − S) / s) − Φ((from − S) / s) under arithmetic Brownian motion,
/// s the deviation of what is left; jumps enter by their variance only. Over the ranges of one event these add to one.
/// </summary>
/// <param name="from">Lower edge in dollars, in the range; negative infinity where there is none.</param>
/// <param name="to">Upper edge in dollars, outside the range; infinity where there is none.</param>
/// <param name="closes">The second whose observation decides.</param>
public sealed class RangeModel(double from, double to, Timestamp closes) : IOutcomeModel
{
    private double? _decided;

    public void Observe(double dollars, long second)
    {
        if (second == closes.Seconds)
        {
            _decided = IsWithin(dollars) ? 1 : 0;
        }
    }

    public double Probability(Timestamp now, UnderlyingPath path)
    {
        if (_decided is { } known)
        {
            return known;
        }

        var deviation = Deviation(now, path);
        return deviation > 0
            ? Math.Max(0, Below(to, path.Dollars, deviation) - Below(from, path.Dollars, deviation))
            : IsWithin(path.Dollars) ? 1 : 0;
    }

    /// <summary>A range gains in a rising market where its lower edge is nearer than its upper one: the end is likelier there.</summary>
    public bool IsRising(Timestamp now, UnderlyingPath path) =>
        (Math.Abs(from - path.Dollars) < Math.Abs(to - path.Dollars)) == path.Rising;

    private double Deviation(Timestamp now, UnderlyingPath path) =>
        path.Dollars * Math.Sqrt(path.VariancePerSecond * Math.Max(0, (closes - now).TotalSeconds));

    private static double Below(double edge, double dollars, double deviation) =>
        double.IsNegativeInfinity(edge) ? 0 : double.IsPositiveInfinity(edge) ? 1 : Normal.Cumulative((edge - dollars) / deviation);

    private bool IsWithin(double dollars) => dollars >= from && dollars < to;
}
