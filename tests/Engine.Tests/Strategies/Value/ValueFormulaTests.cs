using PolyCloud.Engine.FairValue;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.Value;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.Value;

public sealed class ValueFormulaTests
{
    private static readonly FairValueEstimate SixtyTwo = new(0.62345, 0.0001, 100);

    [Fact]
    public void Fees_of_one_share_are_those_of_the_published_table()
    {
        // Fees of 100 shares by the venue's table: 1.75 at 0.50, 1.12 at 0.20, 0.63 at 0.10.
        Assert.Equal(175, ShareFee.Units(FeeSchedule.Crypto, Price.Cents(50)));
        Assert.Equal(112, ShareFee.Units(FeeSchedule.Crypto, Price.Cents(20)));
        Assert.Equal(63, ShareFee.Units(FeeSchedule.Crypto, Price.Cents(10)));
    }

    [Fact]
    public void A_price_with_its_fee_is_the_last_one_within_what_is_allowed()
    {
        Assert.Equal(Price.Cents(48), ShareFee.HighestWithin(FeeSchedule.Crypto, TickSize.Cent, 4_975));
        Assert.Equal(Price.Cents(47), ShareFee.HighestWithin(FeeSchedule.Crypto, TickSize.Cent, 4_974));
        Assert.Equal(Price.Cents(52), ShareFee.LowestFor(FeeSchedule.Crypto, TickSize.Cent, 5_025));
        Assert.Equal(Price.Cents(53), ShareFee.LowestFor(FeeSchedule.Crypto, TickSize.Cent, 5_026));
        Assert.Null(ShareFee.HighestWithin(FeeSchedule.Crypto, TickSize.Cent, 100));
    }

    [Fact]
    public void Expected_value_counts_fee_and_rounds_against_us()
    {
        // 0.6234 − 0.58 − 0.07 × 0.58 × 0.42 = 0.026348, the fee rounded up to 0.0171.
        Assert.Equal(6_234 - 5_800 - 171, ExpectedValue.OfTaking(SixtyTwo, Outcome.Up, Price.Cents(58), FeeSchedule.Crypto));
        Assert.Equal(6_234 - 5_800, ExpectedValue.OfResting(SixtyTwo, Outcome.Up, Price.Cents(58)));
        Assert.Equal(3_765 - 3_000, ExpectedValue.OfResting(SixtyTwo, Outcome.Down, Price.Cents(30)));
        Assert.Equal(7_000 - 147 - 6_235, ExpectedValue.OfSelling(SixtyTwo, Outcome.Up, Price.Cents(70), FeeSchedule.Crypto));
    }

    [Fact]
    public void A_quarter_of_Kelly_is_staked_and_what_is_committed_is_taken_off()
    {
        // (0.60 − 0.50) / 0.50 = 0.2 of 200 dollars, a quarter of it 10 dollars: 20 shares at 0.50.
        var fair = new FairValueEstimate(0.6, 0.0001, 100);
        var options = new ValueOptions();
        Assert.InRange(KellySizer.Of(options, fair, Outcome.Up, 5_000, Money.Zero, Size.Zero, 100).Units, 19_980_000, 20_000_000);
        Assert.InRange(KellySizer.Of(options, fair, Outcome.Up, 5_000, Money.Zero, Size.Zero, 50).Units, 9_980_000, 10_000_000);
        Assert.InRange(KellySizer.Of(options, fair, Outcome.Up, 5_000, Money.Dollars(4), Size.Zero, 100).Units, 11_980_000, 12_000_000);
        Assert.Equal(Size.Shares(30), KellySizer.Of(options with { KellyPercent = 50 }, fair, Outcome.Up, 5_000, Money.Zero, Size.Zero, 100));
        Assert.Equal(Size.Zero, KellySizer.Of(options, fair, Outcome.Down, 5_000, Money.Zero, Size.Zero, 100));
        Assert.Equal(Size.Zero, KellySizer.Of(options, fair, Outcome.Up, 6_000, Money.Zero, Size.Zero, 100));
    }

    [Fact]
    public void More_than_half_of_Kelly_cannot_be_set()
    {
        var errors = new EngineOptions { Bots = new() { Value = new() { KellyPercent = 51 } } }.Validate();
        Assert.Contains(errors, text => text.StartsWith("engine.bots.value.kellyPercent is 51", StringComparison.Ordinal));
        Assert.Equal(250_000, new ValueOptions { KellyPercent = 100 }.Kelly.Millionths);
    }
}
