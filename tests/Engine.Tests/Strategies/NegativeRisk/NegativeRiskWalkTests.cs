using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Tests.Walks;

namespace PolyCloud.Engine.Tests.Strategies.NegativeRisk;

public sealed class NegativeRiskWalkTests
{
    private const int Length = 140;

    [Fact]
    public void Phase_limits_policy_own_orders_and_the_money_hold_in_every_market_of_the_event() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf(Length).ToArbitrary(), codes => Walk(codes)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void The_walk_begins_and_completes_groups_and_its_legs_are_filled()
    {
        var (begun, completed, fills) = (0, 0, 0);
        foreach (var codes in PlantedBug.Sequences(40, Length))
        {
            var walk = Walk(codes);
            begun += walk.Effects.Count(effect => effect is { Kind: EffectKind.Place, Purpose: OrderPurpose.Entry });
            completed += walk.Effects.Count(effect => effect is { Kind: EffectKind.Place, Purpose: OrderPurpose.Completion });
            fills += walk.Fills;
        }

        Assert.True(begun >= 40 && completed >= 10 && fills >= 40, $"{begun} begun, {completed} completions, {fills} fills");
    }

    /// <summary>It never rests, so that nothing of it could be marketable by mistake, and one order a market has nothing of its own to cross.</summary>
    [Theory]
    [InlineData(Tampering.Late)]
    [InlineData(Tampering.Large)]
    [InlineData(Tampering.BookedTwice)]
    public void A_bug_planted_in_its_orders_is_found(string bug) => PlantedBug.AssertFound(
        bug, PlantedBug.Sequences(200, Length), codes => Walk(codes, walk => Tampering.Of(bug, 0, walk.Spec)));

    private static EventWalk Walk(int[] codes, Func<EventWalk, Func<Effect, WalkRules, Effect>>? bug = null)
    {
        var walk = new EventWalk();
        walk.Tamper = bug?.Invoke(walk) ?? walk.Tamper;
        walk.Run(codes);
        walk.SettleAndCheck(codes[2] % 3);
        return walk;
    }
}
