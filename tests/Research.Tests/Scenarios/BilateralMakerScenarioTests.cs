namespace PolyCloud.Research.Tests.Scenarios;

public sealed class BilateralMakerScenarioTests
{
    private const string Strategy = "bilateral-maker";

    [Theory]
    [InlineData("calm")]
    [InlineData("ordinary")]
    [InlineData("thin")]
    public void Where_nothing_is_wrong_it_is_filled_without_ever_paying_a_taker_fee_before_its_hedge(string regime)
    {
        var run = ScenarioRun.Of(Strategy, regime, windows: 2);
        Assert.Equal(2, run.Windows);
        Assert.True(run.Fills > 0, "it must trade");
        Assert.DoesNotContain("oracle-stale", run.NotQuotingShare.Keys);
    }

    [Fact]
    public void A_stale_oracle_stops_it_for_as_long_as_it_is_stale()
    {
        var run = ScenarioRun.Of(Strategy, "stale-oracle");
        var share = run.NotQuotingShare["oracle-stale"];
        Assert.InRange(share, 40.0 / 300, 65.0 / 240);
    }

    [Fact]
    public void Fast_informed_flow_sends_it_into_micro_halts()
    {
        var run = ScenarioRun.Of(Strategy, "jump", windows: 2);
        Assert.Contains(run.NotQuotingShare.Keys, reason => reason is "fast-move" or "order-imbalance" or "one-sided-volume" or "adverse-mark-outs");
    }

    [Fact]
    public void A_decided_window_is_not_quoted_on_its_empty_side()
    {
        var run = ScenarioRun.Of(Strategy, "one-sided");
        Assert.True(run.NotQuotingShare.GetValueOrDefault("book-one-sided") + run.NotQuotingShare.GetValueOrDefault("no-side-qualifies") > 0.02);
    }
}
