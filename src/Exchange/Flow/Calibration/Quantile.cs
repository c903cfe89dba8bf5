namespace PolyCloud.Exchange.Flow.Calibration;

/// <summary>Empirical quantiles with linear interpolation (type 7 of Hyndman and Fan 1996).</summary>
public static class Quantile
{
    /// <summary>Zero for no values. Sorts <paramref name="values"/> in place.</summary>
    public static double Of(List<double> values, double quantile)
    {
        if (values.Count == 0)
        {
            return 0;
        }

        values.Sort();
        var position = quantile * (values.Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, values.Count - 1);
        return values[below] + ((position - below) * (values[above] - values[below]));
    }
}
