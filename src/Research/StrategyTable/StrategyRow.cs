using PolyCloud.ContainerWorker.Reports;

namespace PolyCloud.Research.StrategyTable;

/// <summary>One strategy in one regime: the runs of all seeds together.</summary>
internal sealed class StrategyRow(string strategy, string regime, IReadOnlyList<RunSummary> runs)
{
    public static string Header { get; } =
        """
        | strategy | market | windows | PnL, dollars | a window ± s.e. | fills | volume, dollars | fees, dollars | most exposure, shares | mark-out 1 s / 5 s / 30 s, cents | open at resolution, shares | breaches |
        |---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    public long Breaches => runs.Sum(run => run.InvariantBreaches + (run.OpenOrdersAtEnd == 0 ? 0 : 1));

    public override string ToString()
    {
        var windows = runs.Sum(run => run.Windows);
        var profit = runs.Sum(run => run.RealizedPnlUsd);
        return $"| {strategy} | {regime} | {windows} | {profit:0.00} | {(windows == 0 ? 0 : profit / windows):0.000}{StandardError()} | {runs.Sum(run => run.Fills)} "
            + $"| {runs.Sum(run => run.VolumeUsd):0} | {runs.Sum(run => run.FeesUsd):0.00} | {runs.Max(run => run.MaxNetExposureShares):0} "
            + $"| {Cents(run => run.Markout1Second)} / {Cents(run => run.Markout5Seconds)} / {Cents(run => run.Markout30Seconds)} "
            + $"| {runs.Sum(run => run.PositionAtResolutionShares):0} | {Breaches} |";
    }

    /// <summary>From the spread of the seeds' results: windows of one run share its volatility, so they are not independent.</summary>
    private string StandardError()
    {
        if (runs.Count < 2)
        {
            return "";
        }

        var means = runs.Select(run => (double)run.RealizedPnlUsd / Math.Max(run.Windows, 1)).ToList();
        var mean = means.Average();
        var variance = means.Sum(each => (each - mean) * (each - mean)) / (means.Count - 1);
        return $" ± {Math.Sqrt(variance / means.Count):0.000}";
    }

    /// <summary>Mean over the runs, weighted by their fills.</summary>
    private string Cents(Func<RunSummary, double?> of)
    {
        var measured = runs.Where(run => of(run) is not null && run.Fills > 0).ToList();
        return measured.Count == 0 ? "-" : (measured.Sum(run => of(run)!.Value * run.Fills) / measured.Sum(run => run.Fills) * 100).ToString("0.00");
    }
}
