using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Words;

public sealed class TimesTests
{
    [Theory]
    [InlineData(0.44, "0.4 s")]
    [InlineData(-3, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(7_800, "2 h 10 min")]
    [InlineData(180_000, "2 d 2 h")]
    public void Ages_are_short_and_have_a_unit(double seconds, string shown) => Assert.Equal(shown, Times.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(87, "87 µs")]
    [InlineData(4_230, "4.2 ms")]
    [InlineData(1_340_000, "1.3 s")]
    public void Latencies_take_the_unit_that_fits(double micros, string shown) => Assert.Equal(shown, Times.Micros(micros));

    [Fact]
    public void A_moment_that_never_comes_is_a_dash() => Assert.Equal("–", Times.Clock(Timestamp.Never));
}
