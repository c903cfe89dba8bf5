using PolyCloud.Dashboard.Scene;

namespace PolyCloud.Dashboard.Stored;

public sealed class RangePagesTests
{
    [Theory]
    [InlineData("/", "24h")]
    [InlineData("/", "30d")]
    [InlineData("/", "year")]
    [InlineData("/performance", "24h")]
    [InlineData("/performance", "30d")]
    [InlineData("/performance", "year")]
    public async Task A_range_is_drawn_from_what_is_stored(string path, string range)
    {
        await using var served = await ServedDashboard.StartAsync(stored: static _ => Task.FromResult(SampleSpan.Of()));
        var html = await served.Client.GetStringAsync(new Uri(served.Address, $"{path}?range={range}"));
        Assert.DoesNotContain("cannot be drawn", html, StringComparison.Ordinal);
        Assert.Contains($"over {HistoryRange.Named(range)!.Words}", html, StringComparison.Ordinal);
        Assert.Contains(path == "/" ? "id=\"pnl-chart\"" : "id=\"prices-btc-chart\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Performance_over_a_day_compares_bots_and_lists_days()
    {
        await using var served = await ServedDashboard.StartAsync(stored: static _ => Task.FromResult(SampleSpan.Of()));
        var html = await served.Client.GetStringAsync(new Uri(served.Address, "/performance?range=24h"));
        Assert.Contains("7.50<span", html, StringComparison.Ordinal);
        Assert.Contains("2026-03-11", html, StringComparison.Ordinal);
        Assert.Contains("Round trips", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?range=tomorrow")]
    public async Task Without_a_range_that_there_is_no_table_is_read(string query)
    {
        await using var served = await ServedDashboard.StartAsync();
        Assert.Contains("since the worker started", await served.Client.GetStringAsync(new Uri(served.Address, "/performance" + query)), StringComparison.Ordinal);
        Assert.Equal(0, served.Histories.Asked);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_said_on_the_page()
    {
        await using var served = await ServedDashboard.StartAsync(stored: static _ => throw new StoredHistoriesException("the disk is gone"));
        var html = await served.Client.GetStringAsync(new Uri(served.Address, "/?range=year"));
        Assert.Contains("Stored figures cannot be read: the disk is gone", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_store_says_when_there_will_be_something()
    {
        await using var served = await ServedDashboard.StartAsync();
        Assert.Contains("Nothing is stored of it yet", await served.Client.GetStringAsync(new Uri(served.Address, "/performance?range=30d")), StringComparison.Ordinal);
    }
}
