using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Rewards;

public sealed class RebateTests
{
    [Fact]
    public void A_maker_gets_its_part_of_a_fifth_of_the_taker_fees()
    {
        // 100 shares at 0.50 weigh 1.75 dollars, 100 at 0.10 weigh 0.63: of 20 % of 10 dollars that is 2 × 1.75 / 2.38.
        var half = MakerRebate.FeeEquivalent(FeeSchedule.Crypto, Price.Cents(50), Size.Shares(100));
        var tenth = MakerRebate.FeeEquivalent(FeeSchedule.Crypto, Price.Cents(10), Size.Shares(100));
        Assert.Equal(new Money(1_750_000), half);
        Assert.Equal(new Money(630_000), tenth);
        Assert.Equal(new Money(1_470_588), MakerRebate.Estimate(half, half + tenth, Money.Dollars(10)));
        Assert.Equal(new Money(529_411), MakerRebate.Estimate(tenth, half + tenth, Money.Dollars(10)));
        Assert.Equal(Money.Zero, MakerRebate.Estimate(Money.Zero, Money.Zero, Money.Dollars(10)));
        Assert.Equal(new Money(350_000), MakerRebate.PerFill(FeeSchedule.Crypto, Price.Cents(50), Size.Shares(100)));
    }

    [Fact]
    public void Less_than_a_dollar_a_day_is_not_paid()
    {
        Assert.Equal(Money.Zero, MakerRebate.Paid(new Money(999_999)));
        Assert.Equal(Money.Dollars(1), MakerRebate.Paid(Money.Dollars(1)));
    }

    [Theory]
    [InlineData(1_999, TakerTier.None, 0)]
    [InlineData(2_000, TakerTier.Bronze, 3)]
    [InlineData(20_000, TakerTier.Silver, 8)]
    [InlineData(200_000, TakerTier.Gold, 18)]
    [InlineData(999_999, TakerTier.Gold, 18)]
    [InlineData(1_000_000, TakerTier.Platinum, 32)]
    [InlineData(4_000_000, TakerTier.Diamond, 44)]
    [InlineData(10_000_000, TakerTier.Obsidian, 50)]
    public void The_weighted_volume_makes_the_tier_and_the_tier_the_percentage(long dollars, TakerTier tier, int percent)
    {
        Assert.Equal(tier, TakerRebate.TierOf(Money.Dollars(dollars)));
        Assert.Equal(percent, TakerRebate.PercentOf(tier));
        Assert.Equal(Money.Dollars(percent), TakerRebate.Estimate(Money.Dollars(100), Money.Dollars(dollars)));
    }

    [Fact]
    public void Volume_weighs_the_part_of_a_dollar_the_taker_could_win()
    {
        // 1 000 shares at 0.40 in a crypto market: 1 000 × 0.60 × 2.3.
        Assert.Equal(Money.Dollars(1_380), TakerRebate.WeightedVolume(Price.Cents(40), Size.Shares(1_000)));
        Assert.Equal(Money.Zero, TakerRebate.WeightedVolume(Price.One, Size.Shares(1_000)));
    }

    [Fact]
    public void What_the_venue_said_of_an_order_holds_for_a_while()
    {
        var now = Timestamp.FromSeconds(1_000);
        var feedback = new ScoringFeedback(Duration.FromSeconds(120));
        Assert.Equal(ScoringState.Unknown, feedback.Of(new IntentId(1), now));
        feedback.Observe(now, new IntentId(1), isScoring: true);
        feedback.Observe(now, new IntentId(2), isScoring: false);
        Assert.Equal(ScoringState.Scoring, feedback.Of(new IntentId(1), now + Duration.FromSeconds(120)));
        Assert.Equal(ScoringState.NotScoring, feedback.Of(new IntentId(2), now));
        Assert.Equal(ScoringState.Unknown, feedback.Of(new IntentId(1), now + Duration.FromSeconds(121)));
        feedback.Observe(now, new IntentId(1), isScoring: false);
        Assert.Equal(ScoringState.NotScoring, feedback.Of(new IntentId(1), now));
        for (var intent = 3; intent < 259; intent++)
        {
            feedback.Observe(now, new IntentId(intent), isScoring: true);
        }

        Assert.Equal(ScoringState.Unknown, feedback.Of(new IntentId(1), now));
        Assert.Equal(ScoringState.Scoring, feedback.Of(new IntentId(258), now));
    }
}
