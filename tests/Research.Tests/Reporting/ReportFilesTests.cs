using System.Text.Json.Nodes;
using PolyCloud.Research.Importing;
using PolyCloud.Research.Reporting;
using PolyCloud.Research.Tests.Backtest;

namespace PolyCloud.Research.Tests.Reporting;

public sealed class ReportFilesTests(GeneratedBacktest backtest) : IClassFixture<GeneratedBacktest>, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-report-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void The_json_holds_every_window_under_three_assumptions_with_hash_and_version()
    {
        var report = JsonNode.Parse(Written("report.json", isPartial: false))!;
        Assert.Equal(3, report["windows"]!.AsArray().Count);
        Assert.Equal(["pessimistic", "realistic", "optimistic"], report["assumptions"]!.AsArray().Select(one => (string)one!["assumption"]!));
        Assert.Equal(backtest.Result.GoldenHash, (string)report["goldenHash"]!);
        Assert.Equal(3, (int)report["settlementCoverage"]!["official"]!);
        Assert.False((bool)report["isPartial"]!);
        Assert.NotEmpty((string)report["engineVersion"]!);
        Assert.NotNull(report["parameters"]!["Risk"]);
    }

    [Fact]
    public void The_page_needs_nothing_from_a_network()
    {
        var page = Written("report.html", isPartial: false);
        Assert.DoesNotContain("http:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/*REPORT*/null", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_backtest_is_marked_in_the_report() => Assert.True((bool)JsonNode.Parse(Written("report.json", isPartial: true))!["isPartial"]!);

    [Fact]
    public void The_same_run_gives_the_same_bytes() => Assert.Equal(Written("report.html", isPartial: false), Written("report.html", isPartial: false));

    private string Written(string file, bool isPartial)
    {
        ReportFiles.Write(BacktestReport.Of(backtest.Result with { IsPartial = isPartial }, GeneratedBacktest.Options(1), new ImportCoverage()), _directory.FullName);
        return File.ReadAllText(Path.Combine(_directory.FullName, file));
    }
}
