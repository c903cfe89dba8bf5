using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolyCloud.ContainerWorker.Tests.Api;

public sealed class ApiDocumentTests
{
    private const string Committed = "docs/openapi.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task The_document_is_the_committed_one()
    {
        await using var scene = await ApiScene.StartAsync();
        var document = (await scene.GetAsync("/api/v1/openapi.json")).ToJsonString(Indented) + "\n";
        var path = Path.Combine(Root(), Committed);
        if (Environment.GetEnvironmentVariable("POLYCLOUD_WRITE_OPENAPI") == "yes")
        {
            await File.WriteAllTextAsync(path, document);
        }

        Assert.True(
            File.Exists(path) && await File.ReadAllTextAsync(path) == document,
            $"The API changed. Where that is wanted, write {Committed} anew by running this test with POLYCLOUD_WRITE_OPENAPI=yes, and read the difference.");
    }

    [Fact]
    public async Task Every_route_says_its_role_and_its_errors()
    {
        await using var scene = await ApiScene.StartAsync();
        var paths = (await scene.GetAsync("/api/v1/openapi.json"))["paths"]!.AsObject();
        Assert.True(paths.Count > 25);
        foreach (var (path, methods) in paths)
        {
            foreach (var (method, route) in methods!.AsObject())
            {
                var answers = route!["responses"]!.AsObject().Select(static answer => answer.Key).ToList();
                Assert.True(((string?)route["description"])?.StartsWith("Role: ", StringComparison.Ordinal) == true, $"{method} {path}");
                Assert.Empty(((string[])["401", "403", "429"]).Except(answers));
                Assert.True(method == "get" || answers.Contains("202"), $"{method} {path}");
            }
        }
    }

    [Fact]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        await using var scene = await ApiScene.StartAsync();
        using var page = await scene.Client.GetAsync(new Uri("/api/v1/docs", UriKind.Relative));
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var text = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        Assert.NotEmpty(await scene.Client.GetStringAsync(new Uri("/api/v1/docs.js", UriKind.Relative)));
        Assert.NotEmpty(await scene.Client.GetStringAsync(new Uri("/api/v1/docs.css", UriKind.Relative)));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PolyCloud.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
