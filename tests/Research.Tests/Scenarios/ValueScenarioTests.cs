namespace PolyCloud.Research.Tests.Scenarios;

public sealed class ValueScenarioTests
{
    private const string Strategy = "value";

    [Fact]
    public void A_stale_oracle_closes_its_gate_for_as_long_as_it_is_stale()
    {
        var run = ScenarioRun.Of(Strategy, "stale-oracle");
        Assert.InRange(run.NotQuotingShare["oracle-stale"], 40.0 / 300, 65.0 / 240);
    }

    [Fact]
    public void It_bets_in_an_ordinary_market_and_is_flat_but_for_dust_at_the_end()
    {
        var run = ScenarioRun.Of(Strategy, "ordinary", windows: 2);
        Assert.True(run.Fills > 0, "it must trade");
        Assert.True(run.PositionAtResolutionShares < 2 * 5, $"{run.PositionAtResolutionShares} shares were left");
    }
}
