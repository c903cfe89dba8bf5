using System.Text.Json.Nodes;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Importing;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Research.Reporting;

/// <summary>One row of the table of windows: dollars and fills under each assumption, pessimistic first.</summary>
public sealed record WindowRow(
    string Slug, long OpensSeconds, string? Winner, string WinnerSource, int Events, int Gaps, long RecordsSkipped, IReadOnlyList<string> Pnl, IReadOnlyList<long> Fills, IReadOnlyList<long> Orders);

/// <summary>Where one data set's windows come from.</summary>
public sealed record SourceRow(string Source, string Licence, int Windows, int Gaps, long RecordsSkipped, IReadOnlyList<string> Substitutes);

/// <summary>Everything a backtest says, as it is written to <c>report.json</c> and shown by <c>report.html</c>. Holds no moment of its making: the same run gives the same bytes.</summary>
public sealed record BacktestReport
{
    /// <summary>Stopped before the last window: what is here is whole windows, but not all of them.</summary>
    public required bool IsPartial { get; init; }

    public required string GoldenHash { get; init; }

    public required string EngineVersion { get; init; }

    public required string Platform { get; init; }

    public required string QueueModel { get; init; }

    public required string LatencyModel { get; init; }

    /// <summary>Windows by where their winner comes from.</summary>
    public required IReadOnlyDictionary<string, int> SettlementCoverage { get; init; }

    public required IReadOnlyList<SourceRow> Sources { get; init; }

    /// <summary>What the recordings held that was not played, and why.</summary>
    public required CoverageRow Coverage { get; init; }

    /// <summary>Pessimistic, realistic, optimistic.</summary>
    public required IReadOnlyList<AssumptionSummary> Assumptions { get; init; }

    public required IReadOnlyList<WindowRow> Windows { get; init; }

    /// <summary>Every setting of the engine; value types as their whole units.</summary>
    public required JsonNode Parameters { get; init; }

    public static BacktestReport Of(BacktestResult result, BacktestOptions options, ImportCoverage coverage) => new()
    {
        IsPartial = result.IsPartial,
        GoldenHash = result.GoldenHash,
        EngineVersion = EngineProvenance.EngineVersion,
        Platform = EngineProvenance.Platform,
        QueueModel = options.Queue.Name,
        LatencyModel = options.Latency(new Engine.Values.DeterministicRandom(options.Seed)).Name,
        SettlementCoverage = Enum.GetValues<WinnerSource>().ToDictionary(
            static source => source.ToString().ToLowerInvariant(), source => result.Windows.Count(window => window.WinnerSource == source)),
        Coverage = CoverageRow.Of(coverage),
        Sources = [.. result.Windows.GroupBy(static window => window.Provenance.Source).Select(SourceOf)],
        Assumptions = [.. Enumerable.Range(0, 3).Select(number => AssumptionSummary.Of(result, number))],
        Windows = [.. result.Windows.Select(RowOf)],
        Parameters = JsonNode.Parse(EngineOptionsText.Of(options.Engine))!,
    };

    private static SourceRow SourceOf(IGrouping<string, WindowResult> windows) => new(
        windows.Key,
        windows.First().Provenance.Licence,
        windows.Count(),
        windows.Sum(static window => window.Provenance.Gaps.Count),
        windows.Sum(static window => window.Provenance.RecordsSkipped),
        [.. windows.SelectMany(static window => window.Provenance.Substitutes).Distinct()]);

    private static WindowRow RowOf(WindowResult window) => new(
        window.Spec.Slug,
        window.Spec.Opens.Seconds,
        window.Winner?.ToString(),
        window.WinnerSource.ToString().ToLowerInvariant(),
        window.Events,
        window.Provenance.Gaps.Count,
        window.Provenance.RecordsSkipped,
        [.. window.Assumed.Select(static run => run.Totals.RealizedPnl.ToString())],
        [.. window.Assumed.Select(static run => run.Totals.Fills)],
        [.. window.Assumed.Select(static run => run.Totals.OrdersPlaced)]);
}
