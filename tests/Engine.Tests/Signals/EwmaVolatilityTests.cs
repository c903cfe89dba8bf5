using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Signals;

public sealed class EwmaVolatilityTests
{
    /// <summary>Written as one sum: each sample has the weight it got, times what every later one left of it.</summary>
    [Fact]
    public void It_is_the_sum_of_all_samples_each_decayed_by_what_came_after()
    {
        var random = new DeterministicRandom(3);
        var meter = new EwmaVolatility(Duration.FromSeconds(20), Duration.FromSeconds(10));
        List<(double Seconds, double Return)> samples = [];
        var (price, now) = (60_000.0, Timestamp.FromSeconds(1_000));
        meter.Observe(price, now);
        for (var number = 0; number < 300; number++)
        {
            var step = Duration.FromMilliseconds(100 + random.NextInt32(3_000));
            var change = random.NextNormal() * 0.0001;
            price *= Math.Exp(change);
            now += step;
            meter.Observe(price, now);
            samples.Add((step.Micros / 1e6, change));
        }

        var tau = 20 / Math.Log(2);
        var weights = samples.Select((sample, index) => Math.Max(1 - Math.Exp(-sample.Seconds / tau), 1.0 / (index + 1))).ToArray();
        var (variance, drift, left) = (0.0, 0.0, 1.0);
        for (var index = samples.Count - 1; index >= 0; index--)
        {
            var (seconds, change) = samples[index];
            variance += weights[index] * left * change * change / seconds;
            drift += weights[index] * left * change / seconds;
            left *= 1 - weights[index];
        }

        Assert.Equal(variance, meter.VariancePerSecond, variance * 1e-6);
        Assert.Equal(drift, meter.DriftPerSecond, 1e-11);
        Assert.True(meter.IsWarm);
    }
}
