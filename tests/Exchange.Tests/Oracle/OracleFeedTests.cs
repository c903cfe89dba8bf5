using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Oracle;
using Xunit;

namespace PolyCloud.Exchange.Tests.Oracle;

public class OracleFeedTests
{
    private readonly OracleFeed _feed = new("btc");

    [Fact]
    public void The_average_is_that_of_the_last_sixty_observations_and_unknown_before()
    {
        for (var second = 0; second < 59; second++)
        {
            Observe(second, second);
            Assert.Null(_feed.Average);
        }

        Observe(59, 59);
        Assert.Equal(OraclePrice.Scale * 59 / 2, _feed.Average!.Value.Units);
        Observe(60, 60);
        Assert.Equal(OraclePrice.Scale * 61 / 2, _feed.Average!.Value.Units);
    }

    [Fact]
    public void The_average_keeps_every_digit_that_eighteen_decimals_hold()
    {
        for (var second = 0; second < 60; second++)
        {
            Assert.True(_feed.TryObserve(new OraclePrice((OraclePrice.Scale * 100_000) + (second == 0 ? 61 : 0)), Timestamp.FromSeconds(second)));
        }

        Assert.Equal((OraclePrice.Scale * 100_000) + 1, _feed.Average!.Value.Units);
    }

    [Fact]
    public void A_missed_second_leaves_the_average_unknown_for_a_minute()
    {
        for (var second = 0; second < 60; second++)
        {
            Observe(second, 1);
        }

        for (var second = 61; second < 120; second++)
        {
            Observe(second, 3);
            Assert.Null(_feed.Average);
        }

        Observe(120, 3);
        Assert.Equal(OraclePrice.Scale * 3, _feed.Average!.Value.Units);
    }

    [Fact]
    public void The_first_observation_of_a_second_counts_and_late_ones_do_not()
    {
        Assert.True(_feed.TryObserve(new OraclePrice(1), new Timestamp(5_000_000)));
        Assert.False(_feed.TryObserve(new OraclePrice(2), new Timestamp(5_900_000)));
        Assert.False(_feed.TryObserve(new OraclePrice(2), new Timestamp(4_000_000)));
        Assert.True(_feed.TryObserve(new OraclePrice(2), new Timestamp(6_000_000)));
    }

    private void Observe(long second, long dollars) => _feed.TryObserve(new OraclePrice(OraclePrice.Scale * dollars), Timestamp.FromSeconds(second));
}
