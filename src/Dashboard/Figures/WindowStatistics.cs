using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Figures;

/// <summary>What settled windows in which something was traded say together; or hours, or days.</summary>
/// <param name="Windows">With a result other than zero.</param>
/// <param name="Mean">Dollars a window.</param>
/// <param name="Deviation">Sample standard deviation of the results, in dollars.</param>
public sealed record WindowStatistics(int Windows, int Won, double Mean, double Deviation, Money Best, Money Worst, Money Gains, Money Losses)
{
    /// <summary>Fewer windows say nothing about risk.</summary>
    public const int LeastForRatio = 5;

    /// <summary>Part of the windows won, in percent.</summary>
    public decimal WinPercent => Windows == 0 ? 0 : decimal.Round(100m * Won / Windows, 1);

    /// <summary>Mean by deviation of one window (Sharpe's ratio without a risk-free rate, not annualised); null where too few windows tell.</summary>
    public double? ReturnToRisk => Windows >= LeastForRatio && Deviation > 0 ? Mean / Deviation : null;

    /// <summary>Gains by losses; null without a loss.</summary>
    public decimal? ProfitFactor => Losses.Micros == 0 ? null : decimal.Round((decimal)Gains.Micros / -Losses.Micros, 2);

    public static WindowStatistics Of(IReadOnlyList<ClosedWindowSnapshot> windows) => OfResults(windows.Select(static window => window.Realized));

    /// <summary>Of windows, hours or days alike.</summary>
    public static WindowStatistics OfResults(IEnumerable<Money> all)
    {
        var results = all.Where(static result => result != Money.Zero).ToList();
        if (results.Count == 0)
        {
            return new(0, 0, 0, 0, Money.Zero, Money.Zero, Money.Zero, Money.Zero);
        }

        var dollars = results.ConvertAll(static result => result.Micros / (double)Money.Scale);
        return new(
            results.Count, results.Count(static result => result > Money.Zero), dollars.Average(), DeviationOf(dollars), results.MaxBy(static result => result.Micros),
            results.MinBy(static result => result.Micros), Sum(results.Where(static result => result > Money.Zero)), Sum(results.Where(static result => result < Money.Zero)));
    }

    /// <summary>Zero of fewer than two.</summary>
    public static double DeviationOf(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
        {
            return 0;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    private static Money Sum(IEnumerable<Money> amounts) => new(amounts.Sum(static amount => amount.Micros));
}
