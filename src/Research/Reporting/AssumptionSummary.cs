using PolyCloud.Engine.Values;
using PolyCloud.Research.Backtest;
using PolyCloud.Research.Backtest.Statistics;

namespace PolyCloud.Research.Reporting;

/// <summary>All windows under one assumption. Dollars and shares as decimal text, exact.</summary>
public sealed record AssumptionSummary
{
    public required string Assumption { get; init; }

    public required string RealizedPnl { get; init; }

    public required string Fees { get; init; }

    /// <summary>Estimate, not in the result.</summary>
    public required string RebatesEstimated { get; init; }

    public required string Volume { get; init; }

    public required long OrdersPlaced { get; init; }

    public required long OrdersRejected { get; init; }

    public required long Fills { get; init; }

    /// <summary>Fills per placed order; zero without orders.</summary>
    public required double FillsPerOrder { get; init; }

    public required string MaxNetExposure { get; init; }

    public required long InvariantBreaches { get; init; }

    /// <summary>Windows whose engine result differs from plain addition by a cent or more; anything but zero is a fault.</summary>
    public required int LedgerDifferences { get; init; }

    public required long Inputs { get; init; }

    public required double NoEffectShare { get; init; }

    public required FillStatistics Statistics { get; init; }

    /// <summary>Dollars after each window, for the curve.</summary>
    public required IReadOnlyList<double> PnlCurve { get; init; }

    /// <summary>Unix seconds and net shares at each change, thinned to at most 5 000 points.</summary>
    public required IReadOnlyList<double[]> Inventory { get; init; }

    internal static AssumptionSummary Of(BacktestResult result, int number)
    {
        var runs = result.Windows.Select(window => window.Assumed[number]).ToList();
        var placed = runs.Sum(static run => run.Totals.OrdersPlaced);
        var fills = runs.Sum(static run => run.Totals.Fills);
        var inputs = runs.Sum(static run => run.Inputs);
        var statistics = new FillStatistics();
        foreach (var run in runs)
        {
            statistics.Add(run.Fills);
        }

        return new AssumptionSummary
        {
            Assumption = ((Exchange.Fills.FillAssumption)number).ToString().ToLowerInvariant(),
            RealizedPnl = Sum(runs, static run => run.Totals.RealizedPnl),
            Fees = Sum(runs, static run => run.Fees),
            RebatesEstimated = Sum(runs, static run => run.Rebates),
            Volume = Sum(runs, static run => run.Totals.Volume),
            OrdersPlaced = placed,
            OrdersRejected = runs.Sum(static run => run.Totals.OrdersRejected),
            Fills = fills,
            FillsPerOrder = placed == 0 ? 0 : Math.Round((double)fills / placed, 4),
            MaxNetExposure = new Size(runs.Select(static run => run.Totals.MaxNetExposure.Units).DefaultIfEmpty(0).Max()).ToString(),
            InvariantBreaches = runs.Sum(static run => run.Totals.InvariantBreaches),
            LedgerDifferences = runs.Count(static run => run.Settled is { } settled && (settled - run.Totals.RealizedPnl).Magnitude >= new Money(10_000)),
            Inputs = inputs,
            NoEffectShare = inputs == 0 ? 0 : Math.Round((double)runs.Sum(static run => run.InputsWithoutEffect) / inputs, 4),
            Statistics = statistics,
            PnlCurve = Curve(runs),
            Inventory = Steps(runs),
        };
    }

    private static string Sum(List<AssumedResult> runs, Func<AssumedResult, Money> of) => runs.Aggregate(Money.Zero, (sum, run) => sum + of(run)).ToString();

    private static List<double> Curve(List<AssumedResult> runs)
    {
        var curve = new List<double>(runs.Count);
        var sum = Money.Zero;
        foreach (var run in runs)
        {
            sum += run.Totals.RealizedPnl;
            curve.Add(sum.Micros / 1e6);
        }

        return curve;
    }

    private static List<double[]> Steps(List<AssumedResult> runs)
    {
        var steps = runs.SelectMany(static run => run.Inventory).Select(static step => new[] { step.At.Micros / 1e6, step.Net.Units / 1e6 }).ToList();
        var every = (steps.Count / 5_000) + 1;
        return [.. steps.Where((_, index) => index % every == 0)];
    }
}
