using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Tests.Walks;
using PolyCloud.Engine.Values;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Engine.Tests.Strategies.PairedLadder;

public sealed class PairedLadderPropertyTests
{
    private static readonly Arbitrary<int[]> Sequences = Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(200));

    [Fact]
    public void Up_and_down_bids_never_exceed_the_target_total_counting_bids_being_cancelled() =>
        Prop.ForAll(Sequences, codes =>
        {
            var walk = new LadderWalk(new PairedLadderStrategy(LadderWalk.Steady), LadderWalk.Steady.BaseTotal);
            walk.Run(codes);
            Assert.Equal(0, walk.InvariantBreaches);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void With_penalties_they_never_exceed_the_greatest_total() =>
        Prop.ForAll(Sequences, codes =>
        {
            var options = new PairedLadderOptions { LevelSize = Size.Shares(20), MaximumTotal = Price.Cents(98), Edge = Price.Zero };
            var walk = new LadderWalk(new PairedLadderStrategy(options), options.MaximumTotal);
            walk.Run(codes);
            Assert.Equal(0, walk.InvariantBreaches);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void The_walk_reaches_bids_beside_leaving_ones_and_completions()
    {
        var (bids, leaving, taken) = (0, 0, 0);
        var random = new DeterministicRandom(1);
        for (var run = 0; run < 60; run++)
        {
            var walk = new LadderWalk(new PairedLadderStrategy(LadderWalk.Steady), LadderWalk.Steady.BaseTotal);
            walk.Run([.. Enumerable.Range(0, 200).Select(_ => random.NextInt32(1_000_000))]);
            bids += walk.Bids;
            leaving += walk.BesideLeaving;
            taken += walk.Taken;
        }

        Assert.True(bids > 500 && leaving > 50 && taken > 5, $"{bids} bids, {leaving} beside leaving ones, {taken} completions");
    }

    [Fact]
    public void A_ladder_that_forgets_what_still_rests_is_caught()
    {
        var random = new DeterministicRandom(1);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
        {
            for (var run = 0; run < 60; run++)
            {
                var walk = new LadderWalk(new ScriptedStrategy { Wants = ByPlanAlone }, LadderWalk.Steady.BaseTotal);
                walk.Run([.. Enumerable.Range(0, 200).Select(_ => random.NextInt32(1_000_000))]);
            }
        });
    }

    [Fact]
    public void A_ladder_that_is_allowed_more_than_its_total_is_caught()
    {
        var generous = LadderWalk.Steady with { BaseTotal = Price.Cents(99), MaximumTotal = Price.Cents(99) };
        PlantedBug.AssertFound("more than", PlantedBug.Sequences(60, 200), codes =>
            new LadderWalk(new PairedLadderStrategy(generous), LadderWalk.Steady.BaseTotal).Run(codes));
    }

    /// <summary>The planted bug: prices that agree with each other, and not with the bids of a moment ago.</summary>
    private static void ByPlanAlone(in StrategyView view, QuoteBuffer quotes)
    {
        var options = LadderWalk.Steady;
        var signals = view.ReadSignals();
        if (view.OpeningVerdict != Reason.None || signals.OpeningReason != Reason.None)
        {
            return;
        }

        var skew = new LadderSkew(view.Exposure.Net, options);
        var first = LadderPrices.Of(options, view, signals.FairValue, skew, TargetTotal.Of(options, signals, skew));
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            if (first.Of(outcome) > 500)
            {
                quotes.Put(QuoteSlot.Of(outcome, Side.Buy, 0), DesiredQuote.Resting(outcome, Side.Buy, new Price(first.Of(outcome)), Size.Shares(10)));
            }
        }
    }
}
