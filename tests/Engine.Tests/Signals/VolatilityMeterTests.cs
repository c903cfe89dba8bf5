using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Signals;

public sealed class VolatilityMeterTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_773_307_200);

    [Fact]
    public void Both_measures_find_the_volatility_of_irregular_prices()
    {
        var random = new DeterministicRandom(21);
        var meter = new VolatilityMeter(new VolatilityOptions { HalfLife = Duration.FromSeconds(600), RealisedWindow = Duration.FromSeconds(600) });
        var now = Start;
        var price = 60_000.0;
        for (var tick = 0; tick < 20_000; tick++)
        {
            var span = new Duration(50_000 + (long)(random.NextDouble() * 1_500_000));
            now += span;
            price *= Math.Exp(0.0001 * Math.Sqrt(span.TotalSeconds) * random.NextNormal());
            meter.Observe(price, now);
        }

        Assert.True(meter.State.IsWarm);
        Assert.InRange(meter.State.DeviationPerSecond / 0.0001, 0.9, 1.1);
        Assert.InRange(Math.Sqrt(meter.State.RealisedVariancePerSecond) / 0.0001, 0.8, 1.2);
    }

    [Fact]
    public void Runs_of_the_price_do_not_hide_its_variance()
    {
        // Half of every move comes a second later: variance over one second is 0.5 of what it is over long spans.
        var random = new DeterministicRandom(22);
        var spaced = new VolatilityMeter(new VolatilityOptions { HalfLife = Duration.FromSeconds(1_800) });
        var dense = new VolatilityMeter(new VolatilityOptions { HalfLife = Duration.FromSeconds(1_800), Spacing = Duration.Zero });
        var (log, late) = (0.0, 0.0);
        for (var second = 0; second < 20_000; second++)
        {
            var move = 0.0001 * random.NextNormal();
            log += (move / 2) + late;
            late = move / 2;
            spaced.Observe(60_000 * Math.Exp(log), Start + Duration.FromSeconds(second));
            dense.Observe(60_000 * Math.Exp(log), Start + Duration.FromSeconds(second));
        }

        Assert.InRange(dense.State.VariancePerSecond / 1e-8, 0.42, 0.58);
        Assert.InRange(spaced.State.VariancePerSecond / 1e-8, 0.78, 1.05);
    }

    [Fact]
    public void A_price_that_stands_still_keeps_the_floor()
    {
        var options = new VolatilityOptions { Floor = 0.00002 };
        var meter = new VolatilityMeter(options);
        for (var second = 0; second <= 100; second++)
        {
            Assert.Equal(second > 60, meter.State.IsWarm);
            meter.Observe(60_000, Start + Duration.FromSeconds(second));
        }

        Assert.Equal(options.Floor, meter.State.DeviationPerSecond, 12);
    }

    [Fact]
    public void The_drift_is_the_mean_return_per_second()
    {
        var meter = new VolatilityMeter(new VolatilityOptions());
        for (var second = 0; second <= 600; second++)
        {
            meter.Observe(60_000 * Math.Exp(0.00001 * second), Start + Duration.FromSeconds(second));
        }

        Assert.Equal(0.00001, meter.State.DriftPerSecond, 12);
    }

    [Fact]
    public void The_realised_variance_is_that_of_the_window_and_forgets_what_lies_before()
    {
        var realised = new RealisedVariance(Duration.FromSeconds(30));
        Assert.Equal(0, realised.VariancePerSecond);
        realised.Observe(50_000, Start);
        Assert.Equal(0, realised.VariancePerSecond);
        List<double> prices = [];
        var random = new DeterministicRandom(23);
        for (var second = 1; second <= 1_000; second++)
        {
            prices.Add(60_000 + random.NextInt32(100));
            realised.Observe(prices[^1], Start + Duration.FromSeconds(second));
            if (second > 40)
            {
                var window = prices.TakeLast(31).ToList();
                var sum = window.Zip(window.Skip(1)).Sum(pair => Math.Pow(Math.Log(pair.Second / pair.First), 2));
                Assert.Equal(sum / 30, realised.VariancePerSecond, 1e-15);
            }
        }
    }

    [Fact]
    public void More_prices_than_are_kept_shorten_the_window()
    {
        var realised = new RealisedVariance(Duration.FromSeconds(600));
        for (var second = 0; second < 1_000; second++)
        {
            realised.Observe(second < 500 ? 60_000 + (second % 2 * 50) : 60_000, Start + Duration.FromSeconds(second));
        }

        Assert.Equal(0, realised.VariancePerSecond, 1e-18);
    }
}
