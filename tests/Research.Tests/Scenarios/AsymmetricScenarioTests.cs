using PolyCloud.Engine;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Tests.Scenarios;

public sealed class AsymmetricScenarioTests
{
    private const string Strategy = "asymmetric";

    private static readonly EngineOptions InAdvance = new() { Asymmetric = new AsymmetricOptions { RestBehindTouch = Price.Cents(1), MinimumSpread = Price.Cents(2) } };

    [Theory]
    [InlineData("ordinary")]
    [InlineData("toxic")]
    public void It_enters_and_is_flat_but_for_dust_at_the_end(string regime)
    {
        var run = ScenarioRun.Of(Strategy, regime, windows: 2, engine: InAdvance);
        Assert.True(run.Fills > 0, "it must trade");
        Assert.True(run.PositionAtResolutionShares < 2 * 5, $"{run.PositionAtResolutionShares} shares were left");
    }

    [Fact]
    public void A_stale_oracle_stops_it_for_as_long_as_it_is_stale()
    {
        var run = ScenarioRun.Of(Strategy, "stale-oracle");
        Assert.InRange(run.NotQuotingShare["oracle-stale"], 40.0 / 300, 65.0 / 240);
    }

    [Fact]
    public void A_jump_of_the_underlying_takes_its_quotes_away() =>
        Assert.Contains("breakout-in-underlying", ScenarioRun.Of(Strategy, "jump", windows: 2).NotQuotingShare.Keys);
}
