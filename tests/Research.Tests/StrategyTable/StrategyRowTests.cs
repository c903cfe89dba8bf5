using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Research.StrategyTable;
using PolyCloud.Research.Tests.Scenarios;

namespace PolyCloud.Research.Tests.StrategyTable;

public sealed class StrategyRowTests
{
    private static readonly RunSummary Any = ScenarioRun.Of("negative-risk", "ordinary");

    [Fact]
    public void A_row_states_the_mean_of_a_window_and_its_standard_error_over_the_seeds()
    {
        // Means of 1, 2 and 6 dollars a window: 3 on average, a deviation of √7, an error of √(7/3).
        var row = new StrategyRow("value", "calm", [Earning(10), Earning(20), Earning(60)]);
        Assert.Contains("| value | calm | 30 | 90.00 | 3.000 ± 1.528 |", row.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_seed_has_no_standard_error() =>
        Assert.Contains("| value | calm | 10 | -5.00 | -0.500 |", new StrategyRow("value", "calm", [Earning(-5)]).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Mark_outs_are_weighted_by_fills_and_runs_without_any_say_nothing()
    {
        var row = new StrategyRow("value", "calm", [
            Earning(1) with { Fills = 30, Markout1Second = 0.01 },
            Earning(1) with { Fills = 10, Markout1Second = -0.01 },
            Earning(1) with { Fills = 0, Markout1Second = null }]);
        Assert.Contains("| 0.50 / - / - |", row.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_left_behind_is_a_breach_as_a_broken_invariant_is()
    {
        Assert.Equal(0, new StrategyRow("value", "calm", [Earning(1)]).Breaches);
        Assert.Equal(3, new StrategyRow("value", "calm", [Earning(1) with { InvariantBreaches = 2 }, Earning(1) with { OpenOrdersAtEnd = 1 }]).Breaches);
        Assert.Equal(1, new StrategyRow("value", "calm", [Earning(1) with { OpenOrdersAtEnd = null }]).Breaches);
    }

    private static RunSummary Earning(decimal dollars) => Any with
    {
        Windows = 10, RealizedPnlUsd = dollars, Fills = 1, Markout1Second = null, Markout5Seconds = null, Markout30Seconds = null, OpenOrdersAtEnd = 0, InvariantBreaches = 0,
    };
}
