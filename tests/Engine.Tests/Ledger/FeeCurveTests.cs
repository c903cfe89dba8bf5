using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Ledger;

public sealed class FeeCurveTests
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
    public void A_hundred_shares_cost_what_the_venues_table_says_on_both_sides_of_even(int cents, long micros)
    {
        foreach (var price in new[] { Price.Cents(cents), Price.Cents(100 - cents) })
        {
            Assert.Equal(new Money(micros), FeeCurve.TakerFee(FeeSchedule.Crypto, price, Size.Shares(100)));
            Assert.Equal(new Money(micros), FeeCurve.Charged(FeeSchedule.Crypto, price, Size.Shares(100)));
        }
    }

    [Theory]
    [InlineData(10, 2)]
    [InlineData(20, 13)]
    [InlineData(30, 33)]
    [InlineData(40, 58)]
    [InlineData(50, 78)]
    [InlineData(60, 86)]
    [InlineData(70, 77)]
    [InlineData(80, 51)]
    [InlineData(90, 18)]
    public void The_older_curve_gives_its_table_in_whole_cents(int cents, int feeCents)
    {
        var fee = FeeCurve.Charged(FeeSchedule.CryptoBeforeApril2026, Price.Cents(cents), Size.Shares(100));
        Assert.Equal(feeCents, (int)Math.Round(fee.Micros / 10_000.0, MidpointRounding.AwayFromZero));
    }

    [Fact]
    public void The_older_curve_takes_at_most_156_hundredths_of_a_percent_of_the_notional()
    {
        var highest = Enumerable.Range(1, 99).Max(cents =>
            FeeCurve.Charged(FeeSchedule.CryptoBeforeApril2026, Price.Cents(cents), Size.Shares(1_000)).Micros / (cents * 10_000.0 * 1_000));
        Assert.Equal(0.0156, highest, 4);
    }

    [Fact]
    public void A_charge_is_rounded_to_five_decimals_and_nothing_below_the_last()
    {
        // 0.07 × 0.25 = 0.0175 dollar a share.
        Assert.Equal(Money.Zero, FeeCurve.Charged(FeeSchedule.Crypto, Price.Cents(50), new Size(571)));
        Assert.Equal(new Money(10), FeeCurve.Charged(FeeSchedule.Crypto, Price.Cents(50), new Size(572)));
        Assert.Equal(new Money(10), FeeCurve.Charged(FeeSchedule.Crypto, Price.Cents(50), new Size(857)));
        Assert.Equal(new Money(20), FeeCurve.Charged(FeeSchedule.Crypto, Price.Cents(50), new Size(858)));
    }

    [Fact]
    public void A_charge_of_exactly_one_step_is_charged() =>
        Assert.Equal(new Money(10), FeeCurve.Charged(new FeeSchedule(40_000, 1), Price.Cents(50), new Size(1_000)));

    [Fact]
    public void The_estimate_is_never_below_the_charge_and_at_most_a_step_above()
    {
        var random = new DeterministicRandom(2);
        for (var trial = 0; trial < 10_000; trial++)
        {
            var price = new Price(random.NextInt32(Price.Scale + 1));
            var size = new Size(random.NextInt64(0, 1_000_000_000));
            var schedule = random.Chance(0.5) ? FeeSchedule.Crypto : FeeSchedule.CryptoBeforeApril2026;
            var charged = FeeCurve.Charged(schedule, price, size);
            Assert.InRange((FeeCurve.TakerFee(schedule, price, size) - charged).Micros, 0, 10);
            var p = price.Units / 10_000.0;
            var shares = size.Units / 1e6;
            var exact = schedule.ByNotional ? shares * p * 0.25 * Math.Pow(p * (1 - p), 2) : shares * 0.07 * p * (1 - p);
            Assert.Equal(exact, charged.Micros / 1e6, exact < 0.00001 ? 0.00001 : 0.00000501);
        }
    }

    [Fact]
    public void The_estimate_is_rounded_up_to_the_venues_step() =>
        Assert.Equal(new Money(10), FeeCurve.TakerFee(FeeSchedule.Crypto, Price.Cents(50), new Size(1)));

    [Fact]
    public void The_exponent_raises_the_curve() =>
        Assert.Equal(new Money(437_500), FeeCurve.TakerFee(new FeeSchedule(70_000, 2), Price.Cents(50), Size.Shares(100)));
}
