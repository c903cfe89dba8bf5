using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 22: an exit by taking pays the fee too, the most of it near a half; a merged pair pays none.</summary>
public sealed class Gotcha22FeesOnExitsTests
{
    [Theory]
    [InlineData(50, 1_750_000)]
    [InlineData(45, 1_732_500)]
    [InlineData(10, 630_000)]
    [InlineData(1, 69_300)]
    public void A_hundred_shares_sold_by_taking_pay_what_the_venues_table_says(int cents, long micros)
    {
        Assert.Equal(new Money(micros), TakerFee.For(FeeSchedule.Crypto, Price.Cents(cents), Size.Shares(100)));
        Assert.Equal(new Money(micros), TakerFee.For(FeeSchedule.Crypto, Price.Cents(100 - cents), Size.Shares(100)));
    }

    [Fact]
    public void Merging_a_pair_beats_selling_both_sides_at_fair_prices()
    {
        var fees = TakerFee.For(FeeSchedule.Crypto, Price.Cents(55), Size.Shares(100)) + TakerFee.For(FeeSchedule.Crypto, Price.Cents(45), Size.Shares(100));
        var taking = Money.Notional(Price.Cents(55), Size.Shares(100), Rounding.Down) + Money.Notional(Price.Cents(45), Size.Shares(100), Rounding.Down) - fees;
        Assert.Equal(new Money(3_465_000), Money.Dollars(100) - taking);
    }

    [Fact]
    public void The_legacy_thousand_basis_points_are_read_as_a_fact_and_never_as_a_fee()
    {
        var facts = Polymarket.Clob.Json.Answer.One<Polymarket.Clob.Markets.TokenFacts>("""{"base_fee":1000}"""u8.ToArray());
        Assert.Equal(1_000, facts!.BaseFeeBasisPoints);
        Assert.Null(Polymarket.Clob.Json.Answer.Page<Polymarket.Gamma.GammaListing>("""[{"conditionId":"0x1","takerBaseFee":1000,"makerBaseFee":1000}]"""u8.ToArray())!.Rows[0].Fees);
    }
}
