using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Markets;

public sealed class WindowIntervalsTests
{
    [Theory]
    [InlineData(WindowInterval.FiveMinutes, "5m", 300)]
    [InlineData(WindowInterval.FifteenMinutes, "15m", 900)]
    [InlineData(WindowInterval.OneHour, "1h", 3_600)]
    public void A_length_is_read_from_the_name_it_is_given(WindowInterval interval, string name, long seconds)
    {
        Assert.Equal(name, interval.Name());
        Assert.Equal(Duration.FromSeconds(seconds), interval.Length());
        Assert.Equal(interval, WindowIntervals.Parse(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5M")]
    [InlineData("4h")]
    public void No_other_text_names_a_length(string name) => Assert.Null(WindowIntervals.Parse(name));

    [Fact]
    public void A_length_that_is_none_has_no_name() => Assert.Throws<ArgumentOutOfRangeException>(() => ((WindowInterval)9).Name());
}
