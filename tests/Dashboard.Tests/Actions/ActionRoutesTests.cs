using System.Net;
using PolyCloud.Dashboard.Scene;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.Dashboard.Actions;

public sealed class ActionRoutesTests
{
    [Theory]
    [InlineData("/act/halt", "halt night is over local")]
    [InlineData("/act/flatten", "flatten night is over local")]
    [InlineData("/act/resume", "resume night is over local")]
    [InlineData("/act/bot/b0/pause", "bot b0 Pause local")]
    [InlineData("/act/bot/b0/rearm", "bot b0 Rearm local")]
    [InlineData("/act/window/btc-updown-5m-1/close", "close btc-updown-5m-1 local")]
    [InlineData("/act/order/i17/cancel", "cancel i17 local")]
    [InlineData("/act/proposal/p1/approve", "approve p1 local")]
    [InlineData("/act/proposal/p1/reject", "reject p1 local")]
    public async Task A_button_becomes_its_command(string address, string asked)
    {
        await using var served = await ServedDashboard.StartAsync();
        using var response = await served.SendAsync(address, ("reason", "night is over"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("It is on its way.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(asked, Assert.Single(served.Commands.Asked));
        Assert.Equal("reason=night is over", Assert.Single(served.Audit.Deeds).Form);
    }

    [Fact]
    public async Task A_form_that_is_older_than_the_worker_does_nothing_and_offers_a_fresh_one()
    {
        await using var served = await ServedDashboard.StartAsync();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", "old"), KeyValuePair.Create("reason", "x")]);
        using var response = await served.Client.PostAsync(new Uri(served.Address, "/act/halt"), form);
        Assert.Equal((HttpStatusCode.BadRequest, "true"), (response.StatusCode, Assert.Single(response.Headers.GetValues("X-Form-Stale"))));
        Assert.Contains("formaction=\"/act/halt\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(served.Commands.Asked);
    }

    [Theory]
    [InlineData("/act/bot/b0/explode", HttpStatusCode.NotFound)]
    [InlineData("/act/nothing", HttpStatusCode.NotFound)]
    [InlineData("/act/propose", HttpStatusCode.BadRequest)]
    public async Task What_is_not_understood_changes_nothing(string address, HttpStatusCode code)
    {
        await using var served = await ServedDashboard.StartAsync();
        using var response = await served.SendAsync(address, ("settings", "no equals sign"), ("scope", "all"), ("why", "because"));
        Assert.Equal(code, response.StatusCode);
        Assert.Empty(served.Commands.Asked);
    }

    [Fact]
    public async Task A_reason_without_end_is_refused()
    {
        await using var served = await ServedDashboard.StartAsync();
        using var response = await served.SendAsync("/act/resume", ("reason", new string('x', 501)));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(served.Commands.Asked);
    }

    [Fact]
    public async Task A_proposal_carries_its_settings_scope_and_reason()
    {
        await using var served = await ServedDashboard.StartAsync();
        using var response = await served.SendAsync("/act/propose", ("settings", "engine.asymmetric.entrySize = 12\r\n\r\nengine.asymmetric.exitOffset=0.04\r\n"), ("scope", "series"), ("key", "btc-5m"), ("why", "calm"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("propose Series btc-5m engine.asymmetric.entrySize=12,engine.asymmetric.exitOffset=0.04 calm local", Assert.Single(served.Commands.Asked));
    }

    [Theory]
    [InlineData(CommandStatus.Conflict, HttpStatusCode.Conflict)]
    [InlineData(CommandStatus.NotFound, HttpStatusCode.NotFound)]
    [InlineData(CommandStatus.Unavailable, HttpStatusCode.ServiceUnavailable)]
    public async Task What_the_worker_refuses_is_said_with_its_words(CommandStatus status, HttpStatusCode code)
    {
        await using var served = await ServedDashboard.StartAsync();
        served.Commands.Answer = new CommandOutcome(status, "It cannot be: <b>");
        using var response = await served.SendAsync("/act/bot/b0/start");
        Assert.Equal(code, response.StatusCode);
        Assert.Contains("It cannot be: &lt;b&gt;", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
