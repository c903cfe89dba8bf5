using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Metrics;

namespace PolyCloud.ContainerWorker.Tests.Api;

public sealed partial class MetricsTests
{
    private const string Viewer = "pck_viewer-0123456789-0123456789-0123456789";

    [Fact]
    public async Task What_the_snapshot_shows_is_what_is_scraped()
    {
        await using var scene = await ApiScene.StartAsync();
        var text = await scene.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("polycloud_feed_healthy{feed=\"market\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("polycloud_fills_total 1\n", text, StringComparison.Ordinal);
        Assert.Matches(@"polycloud_unpaired_shares\{market=""btc-updown-5m-1773307200""\} -?10\n", text);
        Assert.Contains("polycloud_order_answer_seconds_count 1\n", text, StringComparison.Ordinal);
        Assert.Contains("polycloud_limit_used_ratio{limit=\"maximumNetExposure\",scope=\"btc-updown-5m-1773307200\"} 0.2\n", text, StringComparison.Ordinal);
        Assert.Contains("polycloud_worker_activity{activity=\"trading\"} 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_is_help_type_or_a_sample_and_buckets_grow()
    {
        await using var scene = await ApiScene.StartAsync();
        var text = await scene.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            Assert.Matches(Line(), line);
        }

        var buckets = Bucket().Matches(text).Select(static match => long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(13 * 3, buckets.Count);
        Assert.All(buckets.Chunk(13), static histogram => Assert.Equal(histogram.Order(), histogram));
    }

    [Fact]
    public async Task Where_keys_are_the_scraper_needs_one_and_may_send_it_as_a_bearer_token()
    {
        await using var scene = await ApiScene.StartAsync(null, (Viewer, ApiRole.View));
        Assert.Equal(HttpStatusCode.Unauthorized, (await scene.SendAsync(HttpMethod.Get, "/metrics")).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("Authorization", "Bearer " + Viewer);
        Assert.Equal(HttpStatusCode.OK, (await scene.Client.SendAsync(request)).StatusCode);
    }

    [PrometheusFact]
    public async Task Promtool_finds_nothing_to_complain_about_in_the_metrics()
    {
        await using var scene = await ApiScene.StartAsync();
        var (exit, output) = await PromtoolAsync(["check", "metrics"], await scene.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
        Assert.True(exit == 0 && output.Length == 0, output);
    }

    [PrometheusFact]
    public async Task Promtool_accepts_the_rules_and_every_metric_in_rules_and_dashboard_exists()
    {
        var (exit, output) = await PromtoolAsync(["check", "rules", Path.Combine(Monitoring, "rules.yml")], "");
        Assert.True(exit == 0, output);
        await using var scene = await ApiScene.StartAsync();
        var text = await scene.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        foreach (var file in (string[])["rules.yml", Path.Combine("grafana", "polycloud.json")])
        {
            var named = Name().Matches(await File.ReadAllTextAsync(Path.Combine(Monitoring, file))).Select(static match => match.Value).Distinct().ToList();
            Assert.NotEmpty(named);
            Assert.All(named, metric => Assert.Contains("# TYPE " + Suffix().Replace(metric, ""), text, StringComparison.Ordinal));
        }
    }

    [PrometheusFact]
    public async Task The_rules_fire_when_they_should_and_not_before()
    {
        var (exit, output) = await PromtoolAsync(["test", "rules", Path.Combine(Monitoring, "rules.test.yml")], "");
        Assert.True(exit == 0, output);
    }

    [PrometheusFact]
    public async Task A_real_prometheus_scrapes_the_worker()
    {
        await using var scene = await ApiScene.StartAsync(null, (Viewer, ApiRole.View));
        var directory = Directory.CreateTempSubdirectory("polycloud-prometheus");
        var port = 20_000 + Random.Shared.Next(10_000);
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "prometheus.yml"), $$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s }
            rule_files: ["{{Path.Combine(Monitoring, "rules.yml")}}"]
            scrape_configs:
              - job_name: polycloud
                authorization: { credentials: {{Viewer}} }
                static_configs: [{ targets: ["{{scene.Address.Authority}}"] }]
            """);
        using var prometheus = Process.Start(new ProcessStartInfo("prometheus", [
            "--config.file=" + Path.Combine(directory.FullName, "prometheus.yml"), "--storage.tsdb.path=" + Path.Combine(directory.FullName, "data"), $"--web.listen-address=127.0.0.1:{port}",
        ]) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = prometheus.StandardError.ReadToEndAsync();
        try
        {
            Assert.Contains("\"1\"", await QueryAsync(port, "polycloud_fills_total"), StringComparison.Ordinal);
            Assert.Contains("\"1\"", await QueryAsync(port, "up{job=\"polycloud\"}"), StringComparison.Ordinal);
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync();
            await errors;
            directory.Delete(recursive: true);
        }
    }

    private static string Monitoring { get; } = FindMonitoring();

    private static async Task<string> QueryAsync(int port, string query)
    {
        using var client = new HttpClient();
        var answer = "";
        for (var tries = 0; tries < 150; tries++)
        {
            try
            {
                answer = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/api/v1/query?query={Uri.EscapeDataString(query)}"));
                if (answer.Contains("\"value\"", StringComparison.Ordinal))
                {
                    return answer;
                }
            }
            catch (HttpRequestException)
            {
                // Not up yet.
            }

            await Task.Delay(200);
        }

        return answer;
    }

    private static async Task<(int Exit, string Output)> PromtoolAsync(string[] arguments, string input)
    {
        using var tool = Process.Start(new ProcessStartInfo("promtool", arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = tool.StandardOutput.ReadToEndAsync();
        var errors = tool.StandardError.ReadToEndAsync();
        await tool.StandardInput.WriteAsync(input);
        tool.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await tool.WaitForExitAsync(patience.Token);
        return (tool.ExitCode, await output + await errors);
    }

    private static string FindMonitoring()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PolyCloud.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "infra", "monitoring");
    }

    [GeneratedRegex("""^(?:# HELP [a-z_]+ .+|# TYPE [a-z_]+ (?:gauge|counter|histogram)|[a-z_]+(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})? (?:-?[0-9.E+-]+|NaN))$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    [GeneratedRegex("""_bucket\{le="[^"]+"\} (?<count>[0-9]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bucket();

    [GeneratedRegex("polycloud_[a-z_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("_(?:bucket|sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();
}
