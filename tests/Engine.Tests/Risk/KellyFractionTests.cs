using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class KellyFractionTests
{
    [Fact]
    public void No_number_makes_a_fraction_above_a_half_or_at_zero() =>
        Prop.ForAll<double>(value =>
            KellyFraction.TryOf(value, out var fraction) == value is >= 0.000_001 and <= 0.5
            && fraction.Millionths is >= 1 and <= 500_000).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void The_zeroed_value_is_a_quarter() => Assert.Equal(KellyFraction.Quarter, new KellyFraction());

    // By hand: q 0.6 at 0.5 is a full Kelly stake of (0.6 − 0.5)/(1 − 0.5) = 0.2; half of it of 100 dollars is 10.
    [Theory]
    [InlineData(50, 0.6, 10_000_000)]
    [InlineData(20, 0.6, 25_000_000)]
    [InlineData(60, 0.6, 0)]
    [InlineData(70, 0.6, 0)]
    [InlineData(50, double.NaN, 0)]
    [InlineData(50, 1.5, 0)]
    public void Half_of_the_stake_by_hand(int cents, double probability, long micros) =>
        Assert.Equal(micros, (double)KellyFraction.Half.Stake(Money.Dollars(100), Price.Cents(cents), probability).Micros, 100.0);

    [Fact]
    public void The_stake_is_rounded_down_to_a_micro_dollar()
    {
        // q 0.75 at 0.5 is a full stake of a half; a quarter of that of 1.000007 dollars is 0.125000875.
        Assert.Equal(new Money(125_000), KellyFraction.Quarter.Stake(new Money(1_000_007), Price.Cents(50), 0.75));
        Assert.Equal(Money.Dollars(50), KellyFraction.Half.Stake(Money.Dollars(100), Price.Cents(50), 1));
    }

    [Fact]
    public void Nothing_is_staked_of_a_bankroll_that_is_gone() =>
        Assert.Equal(Money.Zero, KellyFraction.Half.Stake(Money.Dollars(-100), Price.Cents(50), 0.75));

    [Theory]
    [InlineData(0.5, 500_000)]
    [InlineData(0.25, 250_000)]
    [InlineData(0.000_001, 1)]
    public void A_fraction_is_kept_in_millionths(double value, int millionths)
    {
        Assert.True(KellyFraction.TryOf(value, out var fraction));
        Assert.Equal(millionths, fraction.Millionths);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(0.000_000_9)]
    [InlineData(0.500_001)]
    [InlineData(double.NaN)]
    public void Anything_else_is_refused_and_leaves_a_quarter(double value)
    {
        Assert.False(KellyFraction.TryOf(value, out var fraction));
        Assert.Equal(KellyFraction.Quarter, fraction);
    }

    /// <summary>The growth q·ln(1 + f(1 − p)/p) + (1 − q)·ln(1 − f) of a bankroll, looked for by trying every stake in steps of 0.001.</summary>
    [Theory]
    [InlineData(50, 0.6)]
    [InlineData(20, 0.35)]
    [InlineData(85, 0.9)]
    public void The_whole_stake_is_the_one_under_which_a_bankroll_grows_fastest(int cents, double probability)
    {
        var price = cents / 100.0;
        var best = Enumerable.Range(0, 999).MaxBy(stake => Growth(stake / 1000.0, price, probability)) / 1000.0;
        var half = KellyFraction.Half.Stake(Money.Dollars(1), Price.Cents(cents), probability).Micros / 1e6;
        Assert.Equal(best, 2 * half, 0.0006);
    }

    private static double Growth(double stake, double price, double probability) =>
        (probability * Math.Log(1 + (stake * (1 - price) / price))) + ((1 - probability) * Math.Log(1 - stake));

    [Theory]
    [InlineData(499, PriceZone.Outside)]
    [InlineData(500, PriceZone.Z1)]
    [InlineData(1_999, PriceZone.Z1)]
    [InlineData(2_000, PriceZone.Z2)]
    [InlineData(3_999, PriceZone.Z2)]
    [InlineData(4_000, PriceZone.Z3)]
    [InlineData(5_999, PriceZone.Z3)]
    [InlineData(6_000, PriceZone.Z4)]
    [InlineData(7_999, PriceZone.Z4)]
    [InlineData(8_000, PriceZone.Z5)]
    [InlineData(9_800, PriceZone.Z5)]
    [InlineData(9_801, PriceZone.Outside)]
    public void Zones_begin_at_their_lower_edge(int units, PriceZone zone) => Assert.Equal(zone, PriceZones.Of(new Price(units)));
}
