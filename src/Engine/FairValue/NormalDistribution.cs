namespace PolyCloud.Engine.FairValue;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    /// <summary>Beyond this many deviations the tail is below the smallest double.</summary>
    private const double Furthest = 38;

    /// <summary>√50: from here on the continued fraction is the more exact.</summary>
    private const double FractionFrom = 7.07106781186547;

    private const double RootOfTwoPi = 2.506628274631000502;

    /// <summary>
    /// Φ(x) with an absolute error below 1e-14: the rational approximation of Hart (Computer Approximations, 1968, no. 5666) as West
    /// gives it (Better approximations to cumulative normal functions, 2005).
    /// </summary>
    public static double Cumulative(double x)
    {
        var distance = Math.Abs(x);
        var tail = distance > Furthest ? 0 : Tail(distance);
        return x > 0 ? 1 - tail : tail;
    }

    private static double Tail(double x)
    {
        var density = Math.Exp(-x * x / 2);
        if (x >= FractionFrom)
        {
            return density / RootOfTwoPi / (x + (1 / (x + (2 / (x + (3 / (x + (4 / (x + 0.65)))))))));
        }

        var numerator = (((((((((((0.0352624965998911 * x) + 0.700383064443688) * x) + 6.37396220353165) * x) + 33.912866078383) * x)
            + 112.079291497871) * x) + 221.213596169931) * x) + 220.206867912376;
        var denominator = (((((((((((((0.0883883476483184 * x) + 1.75566716318264) * x) + 16.064177579207) * x) + 86.7807322029461) * x)
            + 296.564248779674) * x) + 637.333633378831) * x) + 793.826512519948) * x) + 440.413735824752;
        return density * numerator / denominator;
    }
}
