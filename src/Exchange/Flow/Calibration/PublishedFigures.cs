namespace PolyCloud.Exchange.Flow.Calibration;

/// <summary>
/// The figures the generator is fitted to: 161 recorded windows of 13–15 April 2026 (CronosVirus00/polymarket-BTC5min-database, CC BY 4.0),
/// measured after each trade. In the order of <see cref="CalibrationFigure.OfBucket"/> and <see cref="CalibrationFigure.OfWindow"/>.
/// </summary>
public static class PublishedFigures
{
    private static readonly double[][] Buckets =
    [
        [6.92, 0.0132, 0.795, 0.067, 78.92, 243.26, 540.69, 4_887.8, 99, 0.00942, 0.01753, 0, 0],
        [6.62, 0.0130, 0.815, 0.064, 85.2, 268.35, 591.65, 5_315.44, 99, 0.00885, 0.01676, 0.014, 0],
        [6.47, 0.0130, 0.822, 0.063, 88.25, 278.06, 620.85, 5_606.09, 99, 0.00862, 0.01726, 0.049, 0.0023],
        [6.92, 0.0140, 0.799, 0.083, 80, 255.16, 599.37, 5_573.2, 99, 0.00858, 0.01728, 0.166, 0.0185],
        [7.68, 0.0142, 0.81, 0.089, 66.31, 209.18, 514.3, 4_333.45, 99, 0.01408, 0.02905, 0.256, 0.0498],
        [6.35, 0.0130, 0.857, 0.06, 82.36, 245.17, 632.56, 5_040.27, 93, 0.01545, 0.03372, 0.417, 0.0955],
        [6.22, 0.0193, 0.764, 0.139, 47, 196.64, 613.44, 3_018.71, 80, 0.02402, 0.06068, 0.527, 0.1905],
    ];

    private static readonly double[] Window = [4, 12, 34, 94, 312, 37, 0.06, 0.028, 19, 36, 82, 164, 288];

    public static double OfBucket(int bucket, int figure) => Buckets[bucket][figure];

    public static double OfWindow(int figure) => Window[figure];
}
