using System.Text.RegularExpressions;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Reports;

/// <summary>The page that `backtest` writes, in a real browser.</summary>
public sealed partial class ReportPageScenarios : IDisposable
{
    /// <summary>Counts coloured pixels (neither white nor grey) of every canvas, and errors, into the document.</summary>
    private const string Probe =
        """
        <script>
        window.addEventListener("load", () => {
          const counts = [...document.querySelectorAll("canvas")].map(canvas => {
            const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            let coloured = 0;
            for (let at = 0; at < data.length; at += 4)
              if (data[at + 3] > 128 && Math.max(data[at], data[at + 1], data[at + 2]) - Math.min(data[at], data[at + 1], data[at + 2]) > 60) coloured++;
            return coloured;
          });
          const told = document.createElement("pre");
          told.id = "probe";
          told.textContent = "pixels " + counts.join(",") + " errors " + window.errors.length + " " + window.errors.join(";");
          document.body.append(told);
        });
        </script>
        """;

    private const string Watch = "<script>window.errors = []; window.addEventListener('error', e => window.errors.push(e.message)); console.error = text => window.errors.push(text);</script>";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-page-");

    public void Dispose() => _directory.Delete(recursive: true);

    [ChromiumFact]
    public Task The_reports_charts_draw_in_a_browser_without_an_error() => ChartsDrawAsync("--windows", "3", "--seed", "7");

    [ChromiumOnRecordingsFact]
    public async Task The_report_of_recorded_windows_draws_too_and_names_what_was_left_out()
    {
        var told = await ChartsDrawAsync(
            "--source", "recorded", "--data", Path.Combine(Repository.Shared, "data", "CronosVirus00__polymarket-BTC5min-database"), "--waive", "oracle", "--windows", "8");
        Assert.Contains("left out and are in no figure above", told, StringComparison.Ordinal);
        Assert.Contains("after the open", told, StringComparison.Ordinal);
    }

    /// <returns>The page's document.</returns>
    private async Task<string> ChartsDrawAsync(params string[] source)
    {
        var report = Path.Combine(_directory.FullName, "out");
        await using var run = await PolycloudProcess.RunAsync(
            Wait.Long, ["backtest", .. source, "--report", report, "--set", "engine.asymmetric.restBehindTouch=0.02"]);
        Assert.True(run.ExitCode == 0, run.Output);

        var page = Path.Combine(report, "report.html");
        var profile = Path.Combine(_directory.FullName, "profile");
        var probed = Path.Combine(report, "probed.html");
        var text = await File.ReadAllTextAsync(page);
        await File.WriteAllTextAsync(probed, text.Replace("<body>", "<body>" + Watch, StringComparison.Ordinal).Replace("</body>", Probe + "</body>", StringComparison.Ordinal));
        var document = await Chromium.DomAsync(probed, profile);
        var told = Told().Match(document);
        Assert.True(told.Success, "the page's script did not run to its end");
        Assert.True(told.Groups["errors"].Value == "0", told.Value);
        var pixels = told.Groups["pixels"].Value.Split(',').Select(int.Parse).ToList();
        Assert.Equal(9, pixels.Count);
        Assert.All(pixels, static coloured => Assert.True(coloured > 200, $"a chart has only {coloured} coloured pixels"));

        var screenshot = Path.Combine(report, "report.png");
        await Chromium.ScreenshotAsync(page, profile, screenshot);
        Assert.True(new FileInfo(screenshot).Length > 20_000, "the screenshot is missing or empty");
        return document;
    }

    [GeneratedRegex("pixels (?<pixels>[0-9,]+) errors (?<errors>[0-9]+)[^<]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Told();
}
