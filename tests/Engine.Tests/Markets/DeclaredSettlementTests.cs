using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.NegativeRisk;
using PolyCloud.Engine.Tests.Strategies.NegativeRisk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Markets;

public sealed class DeclaredSettlementTests
{
    private static readonly MarketSpec Spec = EngineHarness.NewSpec(0) with { Settlement = SettlementRule.Declared };

    [Theory]
    [InlineData("asymmetric")]
    [InlineData("bilateral-maker")]
    [InlineData("paired-ladder")]
    [InlineData("complete-set")]
    [InlineData("value")]
    public void A_strategy_that_may_need_a_fair_value_leaves_the_market_alone(string name)
    {
        var harness = new EngineHarness(new EngineOptions { Strategy = name }, spec: Spec);
        for (var second = 0; second < 30; second++)
        {
            harness.Wait(Duration.FromSeconds(1));
            harness.Book(40, 55);
            harness.Trade();
        }

        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.SettlementDeclared, harness.View.NotQuoting);
    }

    [Fact]
    public void A_lone_leg_is_closed_there_without_the_oracle_too()
    {
        var harness = Cheap(SettlementRule.Declared);
        harness.Fill(harness.Placed.Single());
        harness.Placed.Skip(1).ToList().ForEach(leg => harness.Kill(leg));
        for (var second = 0; second < 15; second++)
        {
            harness.First.Wait(Duration.FromSeconds(1), feeds: false);
            Books(harness, 45);
        }

        Assert.Equal(OrderPurpose.Unwind, harness.Placed[^1].Purpose);
    }

    [Fact]
    public void The_oracle_has_no_say_there() => Assert.Single(Cheap(SettlementRule.Declared).Placed);

    [Fact]
    public void Where_a_price_decides_the_same_group_waits_for_the_oracle()
    {
        var harness = Cheap(SettlementRule.Spot);
        Assert.Empty(harness.Placed);
        Assert.Equal(Reason.OracleStale, harness.First.View.NotQuoting);
    }

    private static EventHarness Cheap(SettlementRule settlement)
    {
        var harness = new EventHarness(3, new NegativeRiskStrategy(new NegativeRiskOptions()), settlement: settlement);
        harness.First.Feed(Feed.Oracle, healthy: false);
        Books(harness, 30);
        return harness;
    }

    private static void Books(EventHarness harness, int askCents)
    {
        harness.Book(0, 20, askCents);
        harness.Book(1, 20, askCents, shares: 50);
        harness.Book(2, 20, askCents);
    }
}
