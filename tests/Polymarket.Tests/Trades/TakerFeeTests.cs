using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.Tests.Trades;

public sealed class TakerFeeTests
{
    /// <summary>The venue's published table: dollars per 100 shares.</summary>
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
    [InlineData(99, 69_300)]
    public void The_published_table_is_met(int cents, long micros) =>
        Assert.Equal(new Money(micros), TakerFee.For(FeeSchedule.Crypto, Price.Cents(cents), Size.Shares(100)));

    [Theory]
    [InlineData(571, 0)]
    [InlineData(572, 10)]
    [InlineData(857, 10)]
    [InlineData(858, 20)]
    public void The_fifth_decimal_is_the_last_half_of_it_goes_up_and_less_than_one_is_nothing(long sizeUnits, long micros) =>
        Assert.Equal(new Money(micros), TakerFee.For(FeeSchedule.Crypto, Price.Cents(50), new Size(sizeUnits)));

    [Fact]
    public void The_exponent_of_the_market_is_used()
    {
        // 100 × 0.25 × (0.5 × 0.5)² and 100 × 0.25 × 1.
        Assert.Equal(new Money(1_562_500), TakerFee.For(new FeeSchedule(250_000, 2), Price.Cents(50), Size.Shares(100)));
        Assert.Equal(Money.Dollars(25), TakerFee.For(new FeeSchedule(250_000, 0), Price.Cents(50), Size.Shares(100)));
    }
}
