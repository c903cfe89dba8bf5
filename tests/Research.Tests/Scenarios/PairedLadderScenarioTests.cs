namespace PolyCloud.Research.Tests.Scenarios;

public sealed class PairedLadderScenarioTests
{
    private const string Strategy = "paired-ladder";

    [Theory]
    [InlineData("calm")]
    [InlineData("ordinary")]
    [InlineData("thin")]
    public void Where_nothing_is_wrong_it_is_filled_and_ends_paired(string regime)
    {
        var run = ScenarioRun.Of(Strategy, regime, windows: 2);
        Assert.Equal(2, run.Windows);
        Assert.True(run.Fills > 0, "it must trade");
        Assert.True(run.PositionAtResolutionShares < 2 * 5, $"{run.PositionAtResolutionShares} shares were left unpaired");
    }

    [Fact]
    public void A_stale_oracle_stops_it_for_as_long_as_it_is_stale()
    {
        var run = ScenarioRun.Of(Strategy, "stale-oracle");
        Assert.InRange(run.NotQuotingShare["oracle-stale"], 40.0 / 300, 65.0 / 240);
    }

    [Fact]
    public void A_finer_grid_in_mid_window_costs_no_refusal_for_its_prices()
    {
        var run = ScenarioRun.Of(Strategy, "tick-change");
        Assert.True(run.Fills > 0, "it must trade");
        Assert.DoesNotContain("rejected-tick-size", run.NotQuotingShare.Keys);
    }
}
