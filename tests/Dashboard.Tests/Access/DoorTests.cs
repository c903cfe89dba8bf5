using System.Net;
using System.Net.WebSockets;
using PolyCloud.Dashboard.Scene;

namespace PolyCloud.Dashboard.Access;

public sealed class DoorTests
{
    [Fact]
    public async Task Without_a_session_a_page_sends_to_the_login_and_everything_else_is_refused()
    {
        await using var served = await ServedDashboard.StartAsync(new FakeAccess());
        using var page = await served.Client.GetAsync(new Uri(served.Address, "/risk?severity=critical"));
        Assert.Equal((HttpStatusCode.Redirect, "/login?back=%2Frisk%3Fseverity%3Dcritical"), (page.StatusCode, page.Headers.Location!.ToString()));
        using var act = await served.SendAsync("/act/halt", ("reason", "x"));
        Assert.Equal(HttpStatusCode.Unauthorized, act.StatusCode);
        using var socket = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(served.Address) { Scheme = "ws", Path = "/live/overview" }.Uri, CancellationToken.None));
        Assert.Empty(served.Commands.Asked);
    }

    [Fact]
    public async Task A_key_typed_once_becomes_a_hardened_cookie_that_is_not_the_key()
    {
        await using var served = await ServedDashboard.StartAsync(new FakeAccess());
        using var entered = await served.LogInAsync("key-of-ada");
        Assert.Equal("/risk", entered.Headers.Location!.ToString());
        Assert.All(entered.Headers.GetValues("Set-Cookie"), static cookie =>
        {
            Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("key-of-ada", cookie, StringComparison.Ordinal);
        });
        var html = await served.Client.GetStringAsync(new Uri(served.Address, "/risk"));
        Assert.Contains("ada (admin)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("key-of-ada", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_not_repeated()
    {
        await using var served = await ServedDashboard.StartAsync(new FakeAccess());
        using var refused = await served.LogInAsync("canary-secret");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.DoesNotContain("canary-secret", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_taken_away_ends_its_sessions()
    {
        var access = new FakeAccess();
        await using var served = await ServedDashboard.StartAsync(access);
        using var entered = await served.LogInAsync("key-of-ada");
        access.Keys.Remove("key-of-ada");
        using var page = await served.Client.GetAsync(new Uri(served.Address, "/risk"));
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Theory]
    [InlineData("key-of-vera", "/act/halt", HttpStatusCode.Forbidden, "")]
    [InlineData("key-of-tom", "/act/halt", HttpStatusCode.OK, "halt from the dashboard tom")]
    [InlineData("key-of-tom", "/act/resume", HttpStatusCode.Forbidden, "")]
    [InlineData("key-of-ada", "/act/resume", HttpStatusCode.OK, "resume from the dashboard ada")]
    public async Task Each_role_may_do_its_part(string key, string action, HttpStatusCode code, string asked)
    {
        await using var served = await ServedDashboard.StartAsync(new FakeAccess());
        using var entered = await served.LogInAsync(key);
        using var acted = await served.SendAsync(action);
        Assert.Equal((code, asked), (acted.StatusCode, string.Join(';', served.Commands.Asked)));
        Assert.Equal((int)code, Assert.Single(served.Audit.Deeds, static deed => deed.Path != "/login").Status);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Host", "evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task Another_site_can_make_nothing_happen(string header, string value, HttpStatusCode code)
    {
        await using var served = await ServedDashboard.StartAsync();
        using var token = await served.Client.GetAsync(new Uri(served.Address, "/form-token"));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await token.Content.ReadAsStringAsync())]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(served.Address, "/act/halt")) { Content = form };
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await served.Client.SendAsync(request);
        Assert.Equal(code, response.StatusCode);
        Assert.Equal(code == HttpStatusCode.OK ? 1 : 0, served.Commands.Asked.Count);
    }
}
