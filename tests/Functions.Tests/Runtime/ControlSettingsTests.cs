using PolyCloud.Functions.Runtime;

namespace PolyCloud.Functions.Tests.Runtime;

public sealed class ControlSettingsTests
{
    [Fact]
    public void Without_settings_it_is_one_series_of_shard_0()
    {
        var settings = ControlSettings.Read(static _ => null);
        Assert.Equal("0", settings.Shard);
        Assert.Equal(["btc-5m"], settings.Series.Select(static series => series.Name));
    }

    [Fact]
    public void Several_series_are_parted_by_commas() =>
        Assert.Equal(["btc-5m", "eth-15m", "btc-1h"], ControlSettings.Read(static name => name == ControlSettings.SeriesVariable ? "btc-5m, eth-15m, btc-1h" : null).Series.Select(static series => series.Name));

    [Theory]
    [InlineData("btc")]
    [InlineData("btc-2h")]
    [InlineData("BTC-5m")]
    [InlineData("-5m")]
    [InlineData(",")]
    public void What_is_no_series_is_refused_by_name(string series)
    {
        var problem = Assert.Throws<ArgumentException>(() => ControlSettings.Read(name => name == ControlSettings.SeriesVariable ? series : null));
        Assert.Contains(ControlSettings.SeriesVariable, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_that_could_not_be_a_key_is_refused() =>
        Assert.Contains(ControlSettings.ShardVariable, Assert.Throws<ArgumentException>(() => ControlSettings.Read(static name => name == ControlSettings.ShardVariable ? "a/b" : null)).Message, StringComparison.Ordinal);
}
