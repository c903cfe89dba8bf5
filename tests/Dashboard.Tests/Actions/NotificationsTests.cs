using System.Net;
using PolyCloud.Dashboard.Scene;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Actions;

public sealed class NotificationsTests
{
    [Fact]
    public async Task What_was_not_delivered_stands_on_the_page_with_its_reason_and_age()
    {
        await using var served = await ServedDashboard.StartAsync();
        var html = await served.Client.GetStringAsync(new Uri(served.Address, "/settings"));
        Assert.Contains("it answered 500", html, StringComparison.Ordinal);
        Assert.Contains(">fails<", html, StringComparison.Ordinal);
        Assert.Contains(">not tried yet<", html, StringComparison.Ordinal);
        Assert.Matches(@"\d+ d \d+ h ago", html);
    }

    [Fact]
    public async Task A_failure_of_the_past_stays_when_the_channel_works_again()
    {
        await using var served = await ServedDashboard.StartAsync();
        served.Board.Publish(SampleSnapshot.Of(2) with
        {
            Alerts = new AlertsSnapshot(0, [new AlertChannelSnapshot("discord", 4, 1, 0, 0, DateTimeOffset.UtcNow, null) { LastFailedAt = DateTimeOffset.UtcNow, LastFailure = "it answered 503" }]),
        });
        var html = await served.Client.GetStringAsync(new Uri(served.Address, "/settings"));
        Assert.Contains(">delivers<", html, StringComparison.Ordinal);
        Assert.Contains("it answered 503", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_channel_the_page_says_that_nobody_is_told()
    {
        await using var served = await ServedDashboard.StartAsync();
        served.Board.Publish(SampleSnapshot.Of(2) with { Alerts = AlertsSnapshot.None });
        var html = await served.Client.GetStringAsync(new Uri(served.Address, "/settings"));
        Assert.Contains("nobody is told", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/act/alerts/test", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key-of-vera", HttpStatusCode.Forbidden, "")]
    [InlineData("key-of-tom", HttpStatusCode.OK, "test-alerts tom")]
    public async Task A_test_is_sent_by_whoever_may_trade(string key, HttpStatusCode code, string asked)
    {
        await using var served = await ServedDashboard.StartAsync(new FakeAccess());
        using var entered = await served.LogInAsync(key);
        using var acted = await served.SendAsync("/act/alerts/test");
        Assert.Equal((code, asked), (acted.StatusCode, string.Join(';', served.Commands.Asked)));
    }
}
