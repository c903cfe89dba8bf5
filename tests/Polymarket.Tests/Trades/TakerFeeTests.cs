using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.Polymarket.Trades;
using PolyCloud.VectorCatalogue;

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
    [VectorGroup("fees.per100Shares")]
    public void Every_row_of_the_official_table_is_met() => AssertTable("per100Shares", FeeSchedule.Crypto, halfDigitMicros: 0);

    [Fact]
    [VectorGroup("fees.v1per100Shares")]
    public void Every_row_of_the_older_table_is_met() => AssertTable("v1per100Shares", FeeSchedule.CryptoBeforeApril2026, halfDigitMicros: 50);

    /// <summary>The official client lessens a buy that would spend all of a balance by the fee of what it could buy.</summary>
    [Fact]
    [VectorGroup("fees.buySizing")]
    public void A_buy_of_the_whole_balance_leaves_the_official_amount_beside_its_fee()
    {
        foreach (var vector in SigningVectors.Root.GetProperty("fees").GetProperty("buySizing").EnumerateArray())
        {
            var (amount, balance, price) = (Of(vector, "amount"), Of(vector, "balance"), Of(vector, "price"));
            var shares = new Size((long)(amount / price * Size.Scale));
            var fee = TakerFee.For(FeeSchedule.Crypto, new Price((int)(price * Price.Scale)), shares).Micros / 1e6m;
            Assert.Equal(Of(vector, "adjusted_clobClientV2"), balance <= amount + fee ? balance - fee : amount);
        }
    }

    [Fact]
    public void The_exponent_of_the_market_is_used()
    {
        // 100 × 0.25 × (0.5 × 0.5)² and 100 × 0.25 × 1.
        Assert.Equal(new Money(1_562_500), TakerFee.For(new FeeSchedule(250_000, 2), Price.Cents(50), Size.Shares(100)));
        Assert.Equal(Money.Dollars(25), TakerFee.For(new FeeSchedule(250_000, 0), Price.Cents(50), Size.Shares(100)));
    }

    /// <param name="halfDigitMicros">What the table itself is rounded by.</param>
    private static void AssertTable(string name, FeeSchedule schedule, long halfDigitMicros)
    {
        foreach (var row in SigningVectors.Root.GetProperty("fees").GetProperty(name).EnumerateObject())
        {
            Assert.True(Price.TryParse(Encoding.ASCII.GetBytes(row.Name), out var price));
            Assert.True(Money.TryParse(Encoding.ASCII.GetBytes(row.Value.GetRawText()), out var fee));
            var charged = TakerFee.For(schedule, price, Size.Shares(100)).Micros;
            Assert.InRange(charged - fee.Micros, -halfDigitMicros, halfDigitMicros);
        }
    }

    private static decimal Of(JsonElement vector, string name) => vector.GetProperty(name).GetDecimal();
}
