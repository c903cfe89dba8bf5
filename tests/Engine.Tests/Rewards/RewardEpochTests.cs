using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Rewards;

public sealed class RewardEpochTests
{
    [Fact]
    public void The_share_is_the_mean_of_the_samples_shares()
    {
        var epoch = new RewardEpoch();
        epoch.Add(100, 300);
        epoch.Add(0, 50);
        epoch.Add(40, 0);
        epoch.Add(0, 0);
        Assert.Equal(3, epoch.Samples);
        Assert.Equal((0.25 + 0 + 1) / 3, epoch.Share, 12);
        Assert.Equal(new Money(41_666_666), epoch.Payout(Money.Dollars(100)));
    }

    [Fact]
    public void Less_than_a_dollar_is_not_paid()
    {
        var epoch = new RewardEpoch();
        epoch.Add(1, 99);
        Assert.Equal(Money.Zero, epoch.Payout(Money.Dollars(99)));
        Assert.Equal(Money.Dollars(1), epoch.Payout(Money.Dollars(100)));
        Assert.Equal(Money.Zero, new RewardEpoch().Payout(Money.Dollars(1_000)));
    }

    [Fact]
    public void All_makers_together_get_no_more_than_the_pool()
    {
        var random = new DeterministicRandom(6);
        RewardEpoch[] makers = [new(), new(), new()];
        for (var minute = 0; minute < 1_440; minute++)
        {
            double[] scores = [random.NextDouble() * 100, random.NextDouble() * 10, random.Chance(0.3) ? 0 : 50];
            for (var maker = 0; maker < makers.Length; maker++)
            {
                makers[maker].Add(scores[maker], scores.Sum() - scores[maker]);
            }
        }

        Assert.InRange(makers.Sum(maker => maker.Payout(Money.Dollars(250)).Micros), 249_999_990, 250_000_000);
    }
}
