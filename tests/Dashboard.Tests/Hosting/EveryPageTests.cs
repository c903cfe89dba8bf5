using System.Net;
using PolyCloud.Dashboard.Pages;
using PolyCloud.Dashboard.Scene;
using PolyCloud.Engine.Effects;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Hosting;

public sealed class EveryPageTests
{
    public static TheoryData<string> Paths() => [.. PageCatalog.All.Select(static page => page.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_draws_all_its_panels_and_says_how_old_it_is(string path)
    {
        await using var served = await ServedDashboard.StartAsync();
        var html = await served.Client.GetStringAsync(new Uri(served.Address, path));
        Assert.DoesNotContain("cannot be drawn", html, StringComparison.Ordinal);
        Assert.Contains("as of 09:21:40.1 UTC, ", html, StringComparison.Ordinal);
        Assert.All(PageCatalog.All.Single(page => page.Path == path).Boxes, box => Assert.Contains($"id=\"{box.Id}\"", html, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_draws_before_the_first_snapshot(string path)
    {
        await using var served = await ServedDashboard.StartAsync();
        served.Board.Publish(TradingSnapshot.Before(Timestamp.FromSeconds(1), "0"));
        Assert.DoesNotContain("cannot be drawn", await served.Client.GetStringAsync(new Uri(served.Address, path)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task What_others_wrote_is_shown_as_text(string path)
    {
        const string evil = "<script>alert(1)</script>";
        await using var served = await ServedDashboard.StartAsync();
        served.Board.Publish(SampleSnapshot.Of(2, noticeText: evil, haltText: evil, halt: Reason.ManualHalt));
        var html = await served.Client.GetStringAsync(new Uri(served.Address, path + "?bot=%3Cscript%3Ealert(1)&window=%3Cscript%3Ealert(1)"));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_has_no_script_or_style_written_into_it(string path)
    {
        await using var served = await ServedDashboard.StartAsync();
        var response = await served.Client.GetAsync(new Uri(served.Address, path));
        var html = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_script_and_style_a_page_names_is_there_and_may_be_kept()
    {
        await using var served = await ServedDashboard.StartAsync();
        var html = await served.Client.GetStringAsync(served.Address);
        var named = html.Split('"').Where(static part => part.StartsWith("/assets/", StringComparison.Ordinal)).ToList();
        Assert.True(named.Count >= 6);
        foreach (var address in named)
        {
            using var response = await served.Client.GetAsync(new Uri(served.Address, address));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_does_not_exist_is_not_found()
    {
        await using var served = await ServedDashboard.StartAsync();
        using var response = await served.Client.GetAsync(new Uri(served.Address, "/assets/../../etc/passwd"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
