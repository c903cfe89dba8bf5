using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Tests.Walks;
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

    [Theory]
    [InlineData("opening after CLOSE_ONLY")]
    [InlineData("order after DONE")]
    [InlineData("net exposure")]
    [InlineData("notional")]
    [InlineData("size:")]
    [InlineData("crosses own")]
    public void A_bug_planted_in_the_orders_is_found(string words) => PlantedBug.AssertFound(words, PlantedBug.Sequences(100, 250), codes =>
        new EngineWalk { Tamper = order => Planted(words, order) }.Run(codes));

    private static Effect Planted(string words, Effect order) => words switch
    {
        "opening after CLOSE_ONLY" => order.Purpose == OrderPurpose.Entry ? order with { At = EngineHarness.Opens + Duration.FromSeconds(250) } : order,
        "order after DONE" => order with { At = EngineHarness.Opens + Duration.FromSeconds(297) },
        "net exposure" => order.Purpose == OrderPurpose.Entry ? order with { Size = Size.Shares(26) } : order,
        "notional" => order.Purpose == OrderPurpose.Entry ? order with { Size = Size.Shares(13), Price = Price.Cents(95) } : order,
        "size:" => order with { Size = new Size(order.Size.Units + 1) },
        _ => order.Purpose == OrderPurpose.Entry ? order with { Price = order.Side == Side.Buy ? Price.Cents(98) : Price.Cents(2) } : order with { Price = order.Side == Side.Buy ? Price.Cents(99) : Price.Cents(1) },
    };

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
