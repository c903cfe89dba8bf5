using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Values;

public sealed class ValueTypeTests
{
    [Theory]
    [InlineData(-7, 2, Rounding.Down, -4)]
    [InlineData(-7, 2, Rounding.Up, -3)]
    [InlineData(-7, 2, Rounding.Nearest, -4)]
    [InlineData(7, 2, Rounding.Down, 3)]
    [InlineData(7, 2, Rounding.Up, 4)]
    [InlineData(7, 2, Rounding.Nearest, 4)]
    [InlineData(7, 3, Rounding.Nearest, 2)]
    [InlineData(6, 3, Rounding.Up, 2)]
    public void Division_rounds_as_named(int dividend, int divisor, Rounding rounding, int expected) =>
        Assert.Equal(expected, RoundedDivision.Divide(dividend, divisor, rounding));

    [Fact]
    public void Nearest_goes_to_the_nearest_and_ties_away_from_zero_whatever_the_width() =>
        Prop.ForAll<long, long>((dividend, rest) =>
        {
            var divisor = Math.Max(Math.Abs(rest % long.MaxValue), 1);
            foreach (var wide in (Int128[])[dividend, (Int128)dividend * divisor + dividend])
            {
                var nearest = (System.Numerics.BigInteger.Abs(wide) * 2 + divisor) / ((System.Numerics.BigInteger)divisor * 2) * Int128.Sign(wide);
                if (nearest >= long.MinValue && nearest <= long.MaxValue)
                {
                    Assert.Equal((long)nearest, RoundedDivision.Divide(wide, divisor, Rounding.Nearest));
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_division_is_off_by_less_than_one_and_on_the_named_side() =>
        Prop.ForAll<int, int>((dividend, rest) =>
        {
            var divisor = (long)Math.Abs((long)rest) + 1;
            var down = RoundedDivision.Divide(dividend, divisor, Rounding.Down);
            var up = RoundedDivision.Divide(dividend, divisor, Rounding.Up);
            Assert.InRange(dividend - (down * divisor), 0, divisor - 1);
            Assert.InRange((up * divisor) - dividend, 0, divisor - 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Division_refuses_a_divisor_that_is_not_positive_and_a_quotient_that_does_not_fit()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundedDivision.Divide(1, 0, Rounding.Down));
        Assert.Throws<OverflowException>(() => RoundedDivision.Divide((Int128)long.MaxValue * 4, 2, Rounding.Down));
    }

    [Theory]
    [InlineData("0.47", 4_700)]
    [InlineData(".5", 5_000)]
    [InlineData("1", 10_000)]
    [InlineData("0.47000000", 4_700)]
    public void Prices_are_read_exactly(string text, int units)
    {
        Assert.True(Price.TryParse(Bytes(text), out var price));
        Assert.Equal(new Price(units), price);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.1")]
    [InlineData("-0.1")]
    [InlineData("0.47001")]
    [InlineData("1e-1")]
    [InlineData("0,5")]
    [InlineData("0.5 ")]
    [InlineData("0..5")]
    [InlineData("+0.5")]
    public void Texts_that_are_no_price_are_refused(string text) => Assert.False(Price.TryParse(Bytes(text), out _));

    [Fact]
    public void Every_amount_survives_text_and_back() =>
        Prop.ForAll<long>(units =>
        {
            Assert.True(Money.TryParse(Bytes(new Money(units).ToString()), out var money));
            Assert.Equal(units, money.Micros);
            Assert.True(Size.TryParse(Bytes(new Size(units).ToString()), out var size));
            Assert.Equal(units, size.Units);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.000001")]
    [InlineData(-1_500_000, "-1.5")]
    [InlineData(12_480_060_000, "12480.06")]
    [InlineData(10_421_000_000, "10421")]
    public void Text_is_the_shortest_plain_decimal(long units, string text) => Assert.Equal(text, new Size(units).ToString());

    [Fact]
    public void An_oracle_price_keeps_eighteen_decimals()
    {
        Assert.True(OraclePrice.TryParse(Bytes("61035.860000000000000001"), out var price));
        Assert.Equal("61035.860000000000000001", price.ToString());
        Assert.False(OraclePrice.TryParse(Bytes("0.0000000000000000001"), out _));
        Assert.Equal(61035.86, price.ToDouble(), 6);
    }

    [Fact]
    public void Notional_rounds_as_named()
    {
        Assert.Equal(new Money(4_700_000), Money.Notional(Price.Cents(47), Size.Shares(10), Rounding.Down));
        Assert.Equal(Money.Zero, Money.Notional(Price.Cents(47), new Size(1), Rounding.Down));
        Assert.Equal(new Money(1), Money.Notional(Price.Cents(47), new Size(1), Rounding.Up));
    }

    [Fact]
    public void Arithmetic_is_checked()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Size(long.MinValue) - new Size(1));
        Assert.Throws<OverflowException>(() => Timestamp.FromSeconds(long.MaxValue));
    }

    [Fact]
    public void A_price_lies_between_zero_and_one_dollar()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Price(10_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Price(-1));
        Assert.Equal(Price.Cents(53), Price.Cents(47).Complement);
    }

    [Theory]
    [InlineData("0.1", 1000, true)]
    [InlineData("0.01", 100, true)]
    [InlineData("0.005", 50, true)]
    [InlineData("0.0025", 25, true)]
    [InlineData("0.001", 10, true)]
    [InlineData("0.0001", 1, true)]
    [InlineData("0.02", 0, false)]
    [InlineData("0", 0, false)]
    public void Only_the_venues_ticks_are_ticks(string text, int units, bool known)
    {
        Assert.Equal(known, TickSize.TryParse(Bytes(text), out var tick));
        Assert.Equal(units, tick.Units);
    }

    [Fact]
    public void The_grid_leaves_out_zero_one_and_what_lies_between_the_ticks()
    {
        var tick = TickSize.Cent;
        Assert.True(tick.Allows(Price.Cents(1)) && tick.Allows(Price.Cents(99)));
        Assert.False(tick.Allows(Price.Zero) || tick.Allows(Price.One) || tick.Allows(new Price(4_750)));
    }

    [Fact]
    public void Never_is_later_than_anything_and_stays_never()
    {
        Assert.True((Timestamp.Never + Duration.FromSeconds(1)).IsNever);
        Assert.Equal(Timestamp.FromSeconds(1), Timestamp.Earlier(Timestamp.Never, Timestamp.FromSeconds(1)));
        Assert.Equal("2026-03-12T09:20:00.000001Z", new Timestamp(1_773_307_200_000_001).ToString());
    }

    [Fact]
    public void A_hash_survives_text_and_bytes()
    {
        var text = "0x" + string.Concat(Enumerable.Range(0, 32).Select(number => number.ToString("x2")));
        Assert.True(Hash256.TryParse(Bytes(text), out var hash));
        Assert.Equal(text, hash.ToString());
        Assert.False(Hash256.TryParse(Bytes(text[..65]), out _));
        Assert.False(Hash256.TryParse(Bytes("0x" + new string('g', 64)), out _));
    }

    [Fact]
    public void Random_numbers_are_the_same_for_the_same_seed_and_stay_in_bounds()
    {
        var first = new DeterministicRandom(7);
        var second = new DeterministicRandom(7);
        for (var draw = 0; draw < 1_000; draw++)
        {
            Assert.Equal(first.NextUInt64(), second.NextUInt64());
            Assert.InRange(first.NextInt32(10), 0, 9);
            Assert.InRange(second.NextInt32(10), 0, 9);
        }

        Assert.NotEqual(new DeterministicRandom(8).NextUInt64(), new DeterministicRandom(7).NextUInt64());
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
