using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.Value;
using PolyCloud.Engine.Values;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Engine.Tests.Strategies.Value;

public sealed class ValuePropertyTests
{
    private static readonly Arbitrary<int[]> Sequences = Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(250));

    [Fact]
    public void No_rule_of_the_engine_breaks_and_no_bet_leaves_its_zones() =>
        Prop.ForAll(Sequences, codes =>
        {
            var walk = new EngineWalk(new ValueStrategy(new ValueOptions { MinimumTimeSinceOpen = Duration.Zero }));
            walk.Harness.Do(e => walk.Harness.Engine.OnPriceToBeat(walk.Harness.Now, walk.Harness.Market, new OraclePrice(60_100L * OraclePrice.Scale), e));
            walk.Run(codes);
            walk.SettleAndCheck(codes.Length % 2 == 0 ? Outcome.Up : Outcome.Down);
            Assert.All(
                walk.Effects.Where(effect => effect is { Kind: EffectKind.Place, Purpose: OrderPurpose.Entry }),
                bet => Assert.True(bet.Side == Side.Buy && bet.Price < Price.Cents(60) && bet.Price >= Price.Cents(5), $"bet at {bet.Price}"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
}
