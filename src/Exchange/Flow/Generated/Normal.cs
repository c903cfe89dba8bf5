namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>Φ(x) with an absolute error below 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26).</summary>
    public static double Cumulative(double x)
    {
        var scaled = Math.Abs(x) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * scaled));
        var tail = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        var half = 0.5 * tail * Math.Exp(-scaled * scaled);
        return x >= 0 ? 1 - half : half;
    }
}
