using System.Net;
using System.Text.RegularExpressions;
using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Tests.Api;

namespace PolyCloud.ContainerWorker.Pages;

/// <summary>Pages and API share one address: each has its own way in, and neither opens the other.</summary>
public sealed partial class PagesAtTheApiTests
{
    private const string Trader = "pck_trader-0123456789-0123456789-0123456789";

    private static readonly string[] Paths = ["/", "/bots", "/performance", "/positions", "/orders", "/risk", "/settings"];

    [Fact]
    public async Task Without_keys_every_page_is_served_with_its_own_policy_and_a_request_id()
    {
        await using var scene = await ApiScene.StartAsync();
        foreach (var path in Paths)
        {
            using var answer = await scene.SendAsync(HttpMethod.Get, path);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
            Assert.True(answer.Headers.Contains("X-Request-Id"), path);
            Assert.Contains(ApiScene.Slug, path == "/positions" ? await answer.Content.ReadAsStringAsync() : ApiScene.Slug, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_there_are_keys_pages_ask_for_one_and_a_session_opens_no_route_of_the_API()
    {
        await using var scene = await ApiScene.StartAsync(null, (Trader, ApiRole.Trade));
        using var asked = await scene.SendAsync(HttpMethod.Get, "/login");
        var token = TokenIn(await asked.Content.ReadAsStringAsync());
        using var entered = await PostAsync(scene, "/login", ("key", Trader), ("back", "/risk"), ("__RequestVerificationToken", token));
        Assert.Equal("/risk", entered.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        using var api = await scene.SendAsync(HttpMethod.Get, "/api/v1/worker");
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        using var metrics = await scene.SendAsync(HttpMethod.Get, "/metrics");
        Assert.Equal(HttpStatusCode.Unauthorized, metrics.StatusCode);
    }

    [Fact]
    public async Task A_key_in_a_header_opens_no_page_and_nothing_is_shown_without_a_session()
    {
        await using var scene = await ApiScene.StartAsync(null, (Trader, ApiRole.Trade));
        foreach (var path in Paths)
        {
            using var answer = await scene.SendAsync(HttpMethod.Get, path, key: Trader);
            Assert.DoesNotContain(ApiScene.Slug, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_done_on_a_page_stands_in_the_same_trail_as_what_is_done_by_the_API()
    {
        await using var scene = await ApiScene.StartAsync();
        using var page = await scene.SendAsync(HttpMethod.Get, "/");
        using var done = await PostAsync(scene, "/act/halt", ("reason", "from a page"), ("__RequestVerificationToken", TokenIn(await page.Content.ReadAsStringAsync())));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        using var halted = await scene.SendAsync(HttpMethod.Post, "/api/v1/risk/emergency-halt", """{"reason":"by a program"}""");
        Assert.Equal(["halt from a page local", "halt by a program local"], scene.Commands.Asked);
        var trail = string.Concat(Directory.GetFiles(scene.AuditDirectory).Select(File.ReadAllText));
        Assert.Contains("\"/act/halt\"", trail, StringComparison.Ordinal);
        Assert.Contains("\"/api/v1/risk/emergency-halt\"", trail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_or_larger_than_the_limit_does_nothing()
    {
        await using var scene = await ApiScene.StartAsync();
        using var forged = await PostAsync(scene, "/act/halt", ("reason", "forged"));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var page = await scene.SendAsync(HttpMethod.Get, "/");
        using var large = await PostAsync(scene, "/act/halt", ("reason", new string('x', 100_000)), ("__RequestVerificationToken", TokenIn(await page.Content.ReadAsStringAsync())));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using var other = await scene.SendAsync(HttpMethod.Post, "/act/halt", """{"reason":"no form"}""");
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        Assert.Empty(scene.Commands.Asked);
    }

    private static async Task<HttpResponseMessage> PostAsync(ApiScene scene, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(static field => KeyValuePair.Create(field.Name, field.Value)));
        return await scene.Client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    private static string TokenIn(string html) => Token().Match(html) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("The page has no token.");

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
