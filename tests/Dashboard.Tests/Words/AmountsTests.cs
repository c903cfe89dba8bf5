using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Words;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(1_234_567_890, "1\u202f234.57")]
    [InlineData(-5_000, "−0.01")]
    [InlineData(-4_999, "0.00")]
    [InlineData(0, "0.00")]
    public void Money_is_shown_in_cents_halves_away_from_zero(long micros, string shown) => Assert.Equal(shown, Amounts.Of(new Money(micros)));

    [Theory]
    [InlineData(10_000, "+0.01")]
    [InlineData(-10_000, "−0.01")]
    [InlineData(4_000, "0.00")]
    public void A_gain_has_a_plus_and_what_rounds_to_nothing_has_no_sign(long micros, string shown) => Assert.Equal(shown, Amounts.Signed(new Money(micros)));

    [Theory]
    [InlineData(4_600, "0.46")]
    [InlineData(4_655, "0.4655")]
    public void A_price_shows_the_digits_of_its_tick(int units, string shown) => Assert.Equal(shown, Amounts.Of(new Price(units)));

    [Fact]
    public void No_price_is_a_dash() => Assert.Equal("–", Amounts.Of((Price?)null));
}
