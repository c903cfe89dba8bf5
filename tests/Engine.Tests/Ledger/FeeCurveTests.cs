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
    [InlineData(25, 1_312_500)]
    [InlineData(45, 1_732_500)]
    [InlineData(50, 1_750_000)]
    [InlineData(90, 630_000)]
    public void A_hundred_shares_cost_what_the_venues_table_says(int cents, long micros) =>
        Assert.Equal(new Money(micros), FeeCurve.TakerFee(FeeSchedule.Crypto, Price.Cents(cents), Size.Shares(100)));

    [Fact]
    public void The_estimate_is_rounded_up_to_the_venues_step() =>
        Assert.Equal(new Money(10), FeeCurve.TakerFee(FeeSchedule.Crypto, Price.Cents(50), new Size(1)));

    [Fact]
    public void The_exponent_raises_the_curve() =>
        Assert.Equal(new Money(437_500), FeeCurve.TakerFee(new FeeSchedule(70_000, 2), Price.Cents(50), Size.Shares(100)));
}
