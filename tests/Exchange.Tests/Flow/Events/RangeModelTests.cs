using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Events;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Tests.Flow.Events;

public sealed class RangeModelTests
{
    private static readonly Timestamp Closes = Timestamp.FromSeconds(1_773_307_500);

    [Fact]
    public void The_probabilities_of_all_ranges_add_to_one()
    {
        var path = new UnderlyingPath(new UnderlyingOptions(), new DeterministicRandom(5));
        RangeModel[] models = [Of(double.NegativeInfinity, 99_900), Of(99_900, 100_000), Of(100_000, 100_100), Of(100_100, double.PositiveInfinity)];
        for (var second = 300; second >= 0; second--)
        {
            path.Advance();
            Assert.Equal(1, models.Sum(model => model.Probability(Closes - Duration.FromSeconds(second), path)), 9);
        }
    }

    [Fact]
    public void The_middle_ranges_hold_as_much_as_the_normal_law_says()
    {
        var path = new UnderlyingPath(new UnderlyingOptions { VolatilityOfVolatility = 0 }, new DeterministicRandom(5));
        var deviation = 100_000 * Math.Sqrt(path.VariancePerSecond * 300);

        // Φ(1) = 0.841345 (tables of the standard normal law).
        Assert.Equal(0.682689, Of(100_000 - deviation, 100_000 + deviation).Probability(Closes - Duration.FromSeconds(300), path), 4);
        Assert.Equal(0.158655, Of(100_000 + deviation, double.PositiveInfinity).Probability(Closes - Duration.FromSeconds(300), path), 4);
    }

    [Fact]
    public void The_observation_of_the_closing_second_decides_and_later_ones_do_not()
    {
        var model = Of(99_900, 100_000);
        model.Observe(100_000, Closes.Seconds - 1);
        model.Observe(99_999.99, Closes.Seconds);
        model.Observe(100_000, Closes.Seconds + 1);
        Assert.Equal(1, model.Probability(Closes + Duration.FromSeconds(2), new UnderlyingPath(new UnderlyingOptions(), new DeterministicRandom(1))));
    }

    private static RangeModel Of(double from, double to) => new(from, to, Closes);
}
