using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.FairValue;

/// <summary>
/// The probability against simulated paths that are observed at the stream's cadence: 150 000 paths and as many mirrored ones. A path
/// and its mirror are not both beyond a strike on the far side, so the standard error is √((p − 2p²) / 2 / 150 000), p the smaller
/// probability: at most 0.00065, at p = 0.25. The tolerance of 0.002 is three of them.
/// </summary>
public sealed class AverageMonteCarloTests
{
    private const int Pairs = 150_000;
    private const double Spot = 60_000;
    private const double Tolerance = 0.002;

    // σ per second: about 35, 60 and 170 % a year.
    private static readonly double[] Deviations = [0.00006, 0.0001, 0.0003];

    // Strikes this many standard deviations of the result above the expected average.
    private static readonly double[] Moneyness = [-1.5, -0.5, 0, 0.7, 1.8];

    /// <summary>Observed part of the minute and seconds to the next observation: windows ahead, whole minutes, the last seconds.</summary>
    public static TheoryData<int, double> Moments => new()
    {
        { 0, 840 }, { 0, 240 }, { 0, 61.3 }, { 0, 1 }, { 0, 2.3 },
        { 15, 1 }, { 30, 0.4 }, { 45, 1 }, { 50, 1.3 }, { 55, 1 }, { 57, 0.2 }, { 58, 1 }, { 59, 1 },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void It_is_within_two_thousandths_of_simulated_paths(int observed, double secondsToNext)
    {
        var random = new DeterministicRandom(unchecked((ulong)HashCode(observed, secondsToNext)));
        var remaining = 60 - observed;
        var sums = new double[2 * Pairs];
        foreach (var deviation in Deviations)
        {
            // The observed part lies a little away from the present price, as after a move.
            var observedSum = observed * Spot * (1 + (3 * deviation));
            Simulate(random, deviation, remaining, secondsToNext, sums);
            var scale = deviation * Math.Sqrt(AverageProbability.EffectiveSeconds(remaining, secondsToNext, 1));
            foreach (var moneyness in Moneyness)
            {
                var needed = remaining * Spot * (1 + (moneyness * scale));
                var state = new AverageState(Spot, (needed + observedSum) / 60, 60, observed, observedSum, secondsToNext, 1);
                var model = AverageProbability.Up(state, deviation * deviation, 0);
                var simulated = CountFrom(sums, needed) / (double)sums.Length;
                Assert.Equal(simulated, model, Tolerance);
            }
        }
    }

    [Fact]
    public void The_continuous_formula_would_miss_the_last_seconds()
    {
        // Ten seconds before the end the continuous average's variance is τ/3; the stream's has a half-second more at least.
        var discrete = AverageProbability.EffectiveSeconds(10, 1, 1);
        Assert.Equal(3.85, discrete, 10);
        const double Continuous = 10 / 3.0;
        const double Away = 0.8;
        var error = NormalDistribution.Cumulative(Away) - NormalDistribution.Cumulative(Away * Math.Sqrt(Continuous / discrete));
        Assert.InRange(error, 0.01, 0.02);
    }

    private static int CountFrom(double[] sums, double needed)
    {
        var count = 0;
        foreach (var sum in sums)
        {
            count += sum >= needed ? 1 : 0;
        }

        return count;
    }

    // Sums of the remaining observations; independent of the model: a price that grows step by step, and its mirror.
    private static void Simulate(DeterministicRandom random, double deviation, int remaining, double secondsToNext, double[] sums)
    {
        for (var pair = 0; pair < Pairs; pair++)
        {
            var (price, mirrored, sum, mirroredSum, spare) = (Spot, Spot, 0.0, 0.0, 0.0);
            for (var step = 0; step < remaining; step++)
            {
                // Both normals of the pair are used (Box and Muller 1958).
                var draw = spare;
                if (step % 2 == 0)
                {
                    var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
                    var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
                    (draw, spare) = (radius * cosine, radius * sine);
                }

                var variance = deviation * deviation * (step == 0 ? secondsToNext : 1);
                var growth = Math.Exp(Math.Sqrt(variance) * draw);
                var decay = 1 - (variance / 2);
                price *= growth * decay;
                mirrored *= decay / growth;
                sum += price;
                mirroredSum += mirrored;
            }

            sums[2 * pair] = sum;
            sums[(2 * pair) + 1] = mirroredSum;
        }
    }

    private static long HashCode(int observed, double secondsToNext) => (observed * 1_000_003L) + (long)(secondsToNext * 10);
}
