using PolyCloud.Engine;

namespace PolyCloud.Research.Tests.Scenarios;

/// <summary>What every strategy owes in every kind of market.</summary>
public sealed class EveryStrategyTests
{
    private static readonly EngineOptions Limits = new();

    [Theory]
    [MemberData(nameof(ScenarioRun.Everywhere), MemberType = typeof(ScenarioRun))]
    public void No_rule_breaks_no_order_is_left_and_no_limit_is_passed(string strategy, string regime)
    {
        var run = ScenarioRun.Of(strategy, regime);
        Assert.Equal(1, run.Windows);
        Assert.Equal(0, run.InvariantBreaches);
        Assert.Equal(0, run.OpenOrdersAtEnd);
        Assert.Equal("windows done", run.StoppedBecause);
        var limit = Limits.Risk.MaximumNetExposure.Units / 1_000_000m;
        Assert.True(run.MaxNetExposureShares <= limit, $"{run.MaxNetExposureShares} shares of {limit}");
    }

    /// <summary>The multi-outcome strategy has its own scenarios: no listed window belongs to an event.</summary>
    [Theory]
    [InlineData("asymmetric")]
    [InlineData("bilateral-maker")]
    [InlineData("complete-set")]
    [InlineData("paired-ladder")]
    [InlineData("value")]
    public void Windows_follow_one_another_and_the_same_seed_trades_them_alike(string strategy)
    {
        var run = ScenarioRun.Of(strategy, "ordinary", windows: 2);
        Assert.Equal(2, run.Windows);
        Assert.Equal(0, run.OpenOrdersAtEnd);
        Assert.Equal(0, run.InvariantBreaches);
        Assert.Equal(run.TraceHash, ScenarioRun.Of(strategy, "ordinary", windows: 2).TraceHash);
    }
}
