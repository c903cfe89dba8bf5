using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;

namespace PolyCloud.Polymarket.Tests.Gamma;

public sealed class WindowSeriesTests
{
    private static readonly WindowSeries Five = new("btc", WindowInterval.FiveMinutes);
    private static readonly WindowSeries Fifteen = new("eth", WindowInterval.FifteenMinutes);

    [Fact]
    public void A_slug_names_the_start_of_its_window()
    {
        Assert.Equal("btc-updown-5m-1773307200", Five.SlugOf(Timestamp.FromSeconds(1773307200)));
        Assert.Equal("eth-updown-15m-1773306900", Fifteen.SlugOf(Fifteen.StartAt(Timestamp.FromSeconds(1773307200 - 1))));
    }

    [Fact]
    public void Every_moment_of_a_day_lies_in_the_window_that_starts_at_or_before_it()
    {
        for (var second = 1773307200L; second < 1773307200 + 86400; second += 37)
        {
            var moment = Timestamp.FromSeconds(second);
            var start = Five.StartAt(moment);
            Assert.True(start <= moment && moment < start + Five.Length);
            Assert.True(Five.TryStartOf(Five.SlugOf(start), out var read));
            Assert.Equal(start, read);
        }
    }

    [Fact]
    public void An_hour_has_a_grid_and_a_series_but_no_slug()
    {
        var hours = WindowSeries.Parse("btc-1h")!;
        Assert.Equal(("btc-1h", "btc-up-or-down-hourly", false), (hours.Name, hours.SeriesSlug, hours.IsNamedByStart));
        Assert.Equal(Timestamp.FromSeconds(1773306000), hours.StartAt(Timestamp.FromSeconds(1773307200)));
        Assert.Throws<InvalidOperationException>(() => hours.SlugOf(Timestamp.FromSeconds(1773306000)));
        Assert.False(hours.TryStartOf("btc-updown-1h-1773306000", out _));
    }

    [Theory]
    [InlineData("btc")]
    [InlineData("btc-1d")]
    [InlineData("-5m")]
    [InlineData("BTC-5m")]
    [InlineData("btc-5m-1")]
    public void Other_names_are_no_series(string name) => Assert.Null(WindowSeries.Parse(name));

    [Theory]
    [InlineData("eth-updown-5m-1773307200")]
    [InlineData("btc-updown-15m-1773307200")]
    [InlineData("btc-updown-5m-1773307201")]
    [InlineData("btc-updown-5m--300")]
    [InlineData("btc-updown-5m-")]
    [InlineData("btc-updown-5m-01773307200")]
    [InlineData("btc-updown-5m-99999999999999999999")]
    [InlineData("")]
    public void Other_slugs_are_not_of_the_series(string slug) => Assert.False(Five.TryStartOf(slug, out _));
}
