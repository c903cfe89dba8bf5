namespace PolyCloud.Research.Tests.Scenarios;

public sealed class CompleteSetScenarioTests
{
    private const string Strategy = "complete-set";

    [Theory]
    [InlineData("ordinary")]
    [InlineData("trending")]
    [InlineData("toxic")]
    public void No_leg_is_left_without_its_partner_at_the_end(string regime)
    {
        var run = ScenarioRun.Of(Strategy, regime, windows: 2);
        Assert.Equal(2, run.Windows);
        Assert.True(run.PositionAtResolutionShares < 2 * 5, $"{run.PositionAtResolutionShares} shares were left alone");
        Assert.Equal(0, run.InvariantBreaches);
    }

    [Theory]
    [InlineData("thin")]
    [InlineData("one-sided")]
    public void Where_a_partner_is_hard_to_get_the_lone_leg_is_worked_out(string regime)
    {
        var run = ScenarioRun.Of(Strategy, regime, windows: 2);
        Assert.True(run.PositionAtResolutionShares < 2 * 5, $"{run.PositionAtResolutionShares} shares were left alone");
        Assert.Equal(0, run.OpenOrdersAtEnd);
    }
}
