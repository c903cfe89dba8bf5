using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Engine.Tests;

public sealed class TradingEnginePropertyTests
{
    private static readonly Arbitrary<int[]> Sequences = Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(250), Shorter);

    [Fact]
    public void Every_order_of_any_input_sequence_obeys_phase_limits_and_own_orders_and_the_money_adds_up() =>
        Prop.ForAll(Sequences, codes =>
        {
            var walk = new EngineWalk();
            walk.Run(codes);
            walk.SettleAndCheck(codes.Length % 2 == 0 ? Outcome.Up : Outcome.Down);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(250));

    [Fact]
    public void The_same_inputs_give_the_same_effects() =>
        Prop.ForAll(Sequences, codes =>
        {
            var first = new EngineWalk();
            first.Run(codes);
            var second = new EngineWalk();
            second.Run(codes);
            Assert.Equal(first.Effects, second.Effects);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void The_walk_reaches_entries_exits_and_hedges()
    {
        var purposes = new HashSet<PolyCloud.Engine.Orders.OrderPurpose>();
        var random = new DeterministicRandom(1);
        for (var run = 0; run < 60; run++)
        {
            var walk = new EngineWalk();
            walk.Run([.. Enumerable.Range(0, 250).Select(_ => random.NextInt32(1_000_000))]);
            purposes.UnionWith(walk.Effects.Where(effect => effect.Kind == Engine.Effects.EffectKind.Place).Select(effect => effect.Purpose));
        }

        Assert.Equal(4, purposes.Count);
    }

    private static IEnumerable<int[]> Shorter(int[] codes)
    {
        for (var chunk = codes.Length / 2; chunk >= 1; chunk /= 2)
        {
            for (var from = 0; from + chunk <= codes.Length; from += chunk)
            {
                yield return [.. codes[..from], .. codes[(from + chunk)..]];
            }
        }
    }
}
