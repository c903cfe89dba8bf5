using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Matching;
using Xunit;

namespace PolyCloud.Exchange.Tests.Accounts;

public class TakerFeeTests
{
    [Theory]
    [InlineData(1, 69_300)]
    [InlineData(5, 332_500)]
    [InlineData(10, 630_000)]
    [InlineData(15, 892_500)]
    [InlineData(20, 1_120_000)]
    [InlineData(25, 1_312_500)]
    [InlineData(30, 1_470_000)]
    [InlineData(35, 1_592_500)]
    [InlineData(40, 1_680_000)]
    [InlineData(45, 1_732_500)]
    [InlineData(50, 1_750_000)]
    [InlineData(80, 1_120_000)]
    public void A_hundred_shares_cost_what_the_venue_documents(int cents, long micros) =>
        Assert.Equal(new Money(micros), Fee(cents, 100 * Size.Scale));

    [Theory]
    [InlineData(571, 0)]
    [InlineData(572, 10)]
    [InlineData(857, 10)]
    [InlineData(858, 20)]
    public void It_is_rounded_to_five_decimals_and_nothing_below_one_hundred_thousandth(long microShares, long micros) =>
        Assert.Equal(new Money(micros), Fee(50, microShares));

    [Fact]
    public void Parts_at_several_prices_are_rounded_once()
    {
        MatchedPart[] parts = [new(1, 5_000, 300, 0, 0), new(2, 5_000, 300, 0, 0)];

        Assert.Equal(new Money(10), TakerFee.Of(FeeSchedule.Crypto, Outcome.Up, parts));
    }

    [Fact]
    public void An_exponent_of_two_squares_the_curve() =>
        Assert.Equal(new Money(1_562_500), TakerFee.Of(new FeeSchedule(250_000, 2), Outcome.Up, [new(1, 5_000, 100 * Size.Scale, 0, 0)]));

    /// <summary>The venue's table of the first quarter of 2026, in cents of each outcome: the curve is not symmetric.</summary>
    [Theory]
    [InlineData(20, 128_000)]
    [InlineData(40, 576_000)]
    [InlineData(60, 864_000)]
    [InlineData(80, 512_000)]
    public void The_older_curve_weighs_by_the_price_of_what_is_taken(int cents, long micros)
    {
        Assert.Equal(new Money(micros), TakerFee.Of(FeeSchedule.CryptoBeforeApril2026, Outcome.Up, [new(1, cents * 100, 100 * Size.Scale, 0, 0)]));
        Assert.Equal(new Money(micros), TakerFee.Of(FeeSchedule.CryptoBeforeApril2026, Outcome.Down, [new(1, Price.Scale - (cents * 100), 100 * Size.Scale, 0, 0)]));
    }

    private static Money Fee(int cents, long microShares) =>
        TakerFee.Of(FeeSchedule.Crypto, Outcome.Up, [new MatchedPart(1, cents * 100, microShares, 0, 0)]);
}
