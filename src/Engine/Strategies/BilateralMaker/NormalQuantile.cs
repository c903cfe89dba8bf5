namespace PolyCloud.Engine.Strategies.BilateralMaker;

/// <summary>The inverse of the normal distribution.</summary>
public static class NormalQuantile
{
    private const double CentralHalfWidth = 0.425;
    private const double FarTail = 5;

    /// <summary>z with Φ(z) = p, to about seven digits: algorithm AS 241, PPND7 (Wichura 1988). Beyond 1e-12 of the edges it is that of 1e-12.</summary>
    public static double Of(double probability)
    {
        var p = Math.Clamp(probability, 1e-12, 1 - 1e-12);
        var distance = p - 0.5;
        if (Math.Abs(distance) <= CentralHalfWidth)
        {
            var r = (CentralHalfWidth * CentralHalfWidth) - (distance * distance);
            return distance * ((((((59.10937472 * r) + 159.29113202) * r) + 50.434271938) * r) + 3.3871327179)
                / ((((((67.1875636 * r) + 78.757757664) * r) + 17.895169469) * r) + 1);
        }

        var tail = Tail(Math.Sqrt(-Math.Log(Math.Min(p, 1 - p))));
        return distance < 0 ? -tail : tail;
    }

    private static double Tail(double root)
    {
        if (root <= FarTail)
        {
            var r = root - 1.6;
            return ((((((0.17023821103 * r) + 1.3067284816) * r) + 2.75681539) * r) + 1.4234372777)
                / ((((0.12021132975 * r) + 0.7370016425) * r) + 1);
        }

        var far = root - FarTail;
        return ((((((0.017337203997 * far) + 0.42868294337) * far) + 3.081226386) * far) + 6.657905115)
            / ((((0.012258202635 * far) + 0.24197894225) * far) + 1);
    }
}
