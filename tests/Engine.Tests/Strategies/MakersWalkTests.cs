using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.BilateralMaker;
using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Tests.Walks;
using PolyCloud.Engine.Values;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Engine.Tests.Strategies;

/// <summary>The bilateral maker and the paired ladder as two bots of one desk, under the walk that no rule of the engine may break.</summary>
public sealed class MakersWalkTests
{
    private static readonly Arbitrary<int[]> Sequences = Gen.Choose(0, 1_000_000).ArrayOf(160).ToArbitrary();

    [Fact]
    public void Phase_limits_policy_own_orders_and_the_money_hold() =>
        Prop.ForAll(Sequences, codes => Walk(codes)).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void The_walk_has_both_quote_the_maker_sell_and_the_ladder_complete()
    {
        var random = new DeterministicRandom(5);
        var placed = new List<Effect>();
        for (var run = 0; run < 60; run++)
        {
            placed.AddRange(Walk([.. Enumerable.Range(0, 160).Select(_ => random.NextInt32(1_000_000))]).Effects.Where(effect => effect.Kind == EffectKind.Place));
        }

        Assert.True(placed.Count(order => order.Bot.Number == 0 && order.Purpose == OrderPurpose.Entry) > 100);
        Assert.True(placed.Count(order => order.Bot.Number == 1 && order.Purpose == OrderPurpose.Entry) > 100);
        Assert.Contains(placed, order => order.Bot.Number == 0 && order is { Side: Side.Sell, Purpose: OrderPurpose.Entry });
        Assert.Contains(placed, order => order.Bot.Number == 1 && order.Purpose == OrderPurpose.Completion);
    }

    private static DeskWalk Walk(int[] codes)
    {
        IStrategy[] strategies =
        [
            new BilateralMakerStrategy(new BilateralMakerOptions { LevelSize = Size.Shares(12), FairValuePercent = 20, MaximumDisagreement = Price.One }),
            new PairedLadderStrategy(new PairedLadderOptions { LevelSize = Size.Shares(12), Edge = Price.Zero, MaximumUnpaired = Size.Shares(18) }),
        ];
        var walk = new DeskWalk((ulong)codes[1], strategies: strategies);
        walk.Run(codes);
        walk.SettleAndCheck(codes[2] % 2 == 0 ? Outcome.Up : Outcome.Down);
        return walk;
    }
}
