using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;
using PolyCloud.Scenarios.Runs;

namespace PolyCloud.Scenarios.Pages;

/// <summary>The dashboard of a running system in a real browser. Each scenario leaves it trading.</summary>
public sealed class DashboardScenarios(RunningSystem system) : IClassFixture<RunningSystem>
{
    /// <summary>A line across a chart is some hundred pixels; a dot some dozens.</summary>
    private const int LeastPixels = 40;

    private static readonly string[] Drawn = ["pnl-chart", "roi-chart", "drawdown-chart", "scatter-chart", "window-chart", "underlying-chart", "latency-chart"];

    [BrowserFact]
    public async Task Seven_pages_draw_their_charts_without_an_error_and_can_be_read_by_everybody()
    {
        await system.OrderRestsAsync();
        var pages = (await Browser.RunAsync("look", await DashboardAsync())).AsArray();
        Assert.Equal(["overview", "bots", "performance", "positions", "orders", "risk", "settings"], pages.Select(static page => (string?)page!["page"]));
        Assert.All(pages, static page =>
        {
            Assert.Empty(page!["errors"]!.AsArray().Select(static error => (string?)error));
            Assert.Empty(page["violations"]!.AsArray().Select(static violation => (string?)violation));
            Assert.Empty(page["unreached"]!.AsArray().Select(static place => (string?)place));
            Assert.Empty(page["abroad"]!.AsArray().Select(static address => (string?)address));
            Assert.True((int)page["overflow"]! <= 0, $"{page["page"]} is {page["overflow"]} pixels wider than a phone");
        });
        var charts = pages.SelectMany(static page => page!["charts"]!.AsObject()).ToDictionary(static chart => chart.Key, static chart => (int)chart.Value!, StringComparer.Ordinal);
        Assert.All(Drawn, chart => Assert.True(charts.GetValueOrDefault(chart) >= LeastPixels, $"{chart} has {charts.GetValueOrDefault(chart)} coloured pixels"));
    }

    [BrowserFact]
    public async Task Faults_that_are_planted_in_a_page_are_found_by_the_same_look()
    {
        var found = await Browser.RunAsync("plant", await DashboardAsync());
        Assert.Empty(found["clean"]!.AsArray());
        var planted = found["planted"]!.AsArray().Select(static violation => (string)violation!).ToList();
        Assert.Contains(planted, static violation => violation.StartsWith("label: #planted-input", StringComparison.Ordinal));
        Assert.Contains(planted, static violation => violation.StartsWith("color-contrast: #planted-text", StringComparison.Ordinal));
        Assert.Contains("button planted-button", found["unreached"]!.AsArray().Select(static place => (string?)place));
    }

    [BrowserFact]
    public async Task Stored_results_and_prices_are_drawn_for_a_range_that_begins_before_the_worker()
    {
        // Histories are written once a minute.
        var range = await Browser.RunAsync("range", await DashboardAsync());
        Assert.Empty(range["errors"]!.AsArray());
        Assert.True((int)range["days"]! >= 1, range.ToJsonString());
        Assert.True((int)range["bots"]! >= 1, range.ToJsonString());
        Assert.Contains("From what is stored, a value an hour", (string?)range["note"], StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_emergency_stop_leaves_no_order_at_the_exchange()
    {
        await system.OrderRestsAsync();
        var stopped = await Browser.RunAsync("stop", await DashboardAsync());
        Assert.Empty(await system.Witness.OpenOrdersAsync(await system.CredentialAsync()));
        Assert.StartsWith("Done: ", (string?)stopped["said"], StringComparison.Ordinal);
        Assert.Contains("the browser test says so", (string?)stopped["status"], StringComparison.Ordinal);
        Assert.Empty(stopped["errors"]!.AsArray());
        Assert.Equal("halted", (string?)(await system.StatusAsync())["state"]);
        await using var resume = await PolycloudProcess.RunAsync(Wait.Long, "resume", "--reason", "scenario ends", "--data", system.Data);
        Assert.True(resume.ExitCode == 0, resume.Output);
        await system.OrderRestsAsync();
    }

    [BrowserFact]
    public async Task A_proposal_that_is_approved_is_what_the_engine_quotes()
    {
        var approved = await Browser.RunAsync("approve", await DashboardAsync());
        Assert.Contains("approved", (string?)approved["row"], StringComparison.Ordinal);
        Assert.Empty(approved["errors"]!.AsArray());
        JsonNode status = new JsonObject();
        await Wait.UntilAsync(
            async () => (status = await system.StatusAsync())["markets"]!.AsArray().SelectMany(static market => market!["orders"]!.AsArray()).Any(static order => ((string)order!).StartsWith("Entry Buy 12 ", StringComparison.Ordinal)),
            "an entry of twelve shares rests",
            () => status.ToJsonString());
    }

    [BrowserFact]
    public async Task What_the_worker_does_is_on_an_open_page_within_a_second()
    {
        var age = await Browser.RunAsync("age", await DashboardAsync());

        // The median, so that a busy machine does not decide; docs/benchmarks.md has the tail of a calm one.
        Assert.True((int)age["p50"]! <= 1_000, age.ToJsonString());
    }

    private async Task<Uri> DashboardAsync() => new((await system.Process.LineAsync("dashboard  up", Wait.Long)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]);
}
