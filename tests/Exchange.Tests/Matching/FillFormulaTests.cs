using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Matching;
using Xunit;

namespace PolyCloud.Exchange.Tests.Matching;

public class FillFormulaTests
{
    [Fact]
    public void A_one_dollar_buy_minted_against_a_bid_of_13_cents_gets_what_the_venue_printed()
    {
        // One dollar at 0.87 affords floor(1 / 0.87) = 1.149425 shares.
        var fill = FillFormula.Match(Side.Buy, 1_300, complementary: false, 1_149_425, long.MaxValue);

        Assert.Equal(1_149_423, fill.Shares);
        Assert.Equal(149_425, fill.MakerAmount);
        Assert.Equal(999_998, fill.TakerAmount);
    }

    [Fact]
    public void A_selling_maker_gets_the_floor_of_shares_times_price()
    {
        var fill = FillFormula.Match(Side.Sell, 3_300, complementary: true, 1_234_567, long.MaxValue);

        Assert.Equal(new FillFormula.Fill(1_234_567, 407_407, 407_407), fill);
    }

    [Fact]
    public void A_rest_that_moves_no_micro_dollar_is_dust_and_does_not_match()
    {
        Assert.True(FillFormula.Match(Side.Sell, 100, complementary: true, 99, long.MaxValue).IsNone);
        Assert.True(FillFormula.IsDust(99, 100));
        Assert.False(FillFormula.IsDust(100, 100));
    }

    [Fact]
    public void Neither_party_is_ever_worse_off_than_its_limit()
    {
        Prop.ForAll(
            Gen.Choose(1, 9_999).ToArbitrary(),
            Gen.Choose(1, 1_000_000_000).ToArbitrary(),
            Gen.Choose(0, 3).ToArbitrary(),
            (units, shares, kind) =>
            {
                var makerBuys = kind % 2 == 0;
                var complementary = kind < 2;
                var fill = FillFormula.Match(makerBuys ? Side.Buy : Side.Sell, units, complementary, shares, long.MaxValue);
                if (fill.IsNone)
                {
                    return FillFormula.IsDust(shares, units);
                }

                var limit = (Int128)fill.Shares * units;
                var makerPaid = (Int128)fill.MakerAmount * Price.Scale;

                // A buying maker may pay at most one micro-dollar's rounding above; a selling one gets at most that less.
                var makerFair = makerBuys ? makerPaid >= limit && makerPaid < limit + units : makerPaid <= limit && makerPaid > limit - Price.Scale;
                var together = complementary ? fill.MakerAmount == fill.TakerAmount : fill.MakerAmount + fill.TakerAmount == fill.Shares;
                return fill.Shares <= shares && makerFair && together;
            }).QuickCheckThrowOnFailure();
    }
}
