using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Strategies.CompleteSet;
using PolyCloud.Engine.Values;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Engine.Tests.Strategies.CompleteSet;

public sealed class CompleteSetPropertyTests
{
    private static readonly Arbitrary<int[]> Sequences = Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(250));

    [Fact]
    public void The_machine_never_loses_a_leg_or_a_pair_whatever_happens() =>
        Prop.ForAll(Sequences, codes => Walk(codes, SetTransitions.Rules)).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void The_walk_reaches_every_state()
    {
        var seen = new HashSet<SetState>();
        var random = new DeterministicRandom(5);
        for (var run = 0; run < 150; run++)
        {
            Walk([.. Enumerable.Range(0, 250).Select(_ => random.NextInt32(1_000_000))], SetTransitions.Rules, seen);
        }

        Assert.Equal(Enum.GetValues<SetState>().Length, seen.Count);
    }

    [Theory]
    [InlineData((int)SetState.Leg1Filled, (int)SetEvent.Alone, (int)SetState.Idle)]
    [InlineData((int)SetState.Leg1Working, (int)SetEvent.Alone, (int)SetState.Leg1Working)]
    [InlineData((int)SetState.BothFilled, (int)SetEvent.Pairs, (int)SetState.Merged)]
    public void A_planted_bug_in_one_cell_is_found(int state, int happened, int wrong)
    {
        var random = new DeterministicRandom(5);
        Assert.ThrowsAny<InvalidOperationException>(() =>
        {
            for (var run = 0; run < 150; run++)
            {
                Walk([.. Enumerable.Range(0, 250).Select(_ => random.NextInt32(1_000_000))], SetTransitions.Rules.With((SetState)state, (SetEvent)happened, (SetState)wrong));
            }
        });
    }

    private static void Walk(int[] codes, SetTransitions transitions, HashSet<SetState>? seen = null)
    {
        var strategy = new CompleteSetStrategy(new CompleteSetOptions { GasPerOperation = Money.Zero }, transitions);
        EngineWalk walk = null!;
        walk = new EngineWalk(strategy) { Check = () => CheckNothingIsLost(walk, strategy, seen) };
        walk.Run(codes);
        walk.SettleAndCheck(codes.Length % 2 == 0 ? Outcome.Up : Outcome.Down);
    }

    private static void CheckNothingIsLost(EngineWalk walk, CompleteSetStrategy strategy, HashSet<SetState>? seen)
    {
        var harness = walk.Harness;
        var view = harness.View;
        var state = strategy.StateOf(harness.Market);
        seen?.Add(state);
        var alone = (view.Up.Unpaired - view.Down.Unpaired).Magnitude >= harness.Spec.MinimumOrderSize;
        if (alone && !walk.AwaitsFills)
        {
            Assert.True(state is SetState.Leg1Filled or SetState.Leg2Working or SetState.Unwinding, $"{view.Up.Unpaired} Up and {view.Down.Unpaired} Down are held in state {state}");
        }

        if (view.CompleteSets.IsPositive)
        {
            Assert.True(state is not (SetState.Idle or SetState.Merged), $"{view.CompleteSets} pairs are held in state {state}");
        }
    }
}
