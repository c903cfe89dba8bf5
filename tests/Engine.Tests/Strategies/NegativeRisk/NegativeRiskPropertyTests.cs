using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.NegativeRisk;
using PolyCloud.Engine.Values;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Engine.Tests.Strategies.NegativeRisk;

public sealed class NegativeRiskPropertyTests
{
    private static readonly Arbitrary<int[]> Sequences = Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(120));

    [Fact]
    public void No_rule_breaks_and_no_leg_is_begun_after_close_only_whatever_happens_to_the_books_and_legs() =>
        Prop.ForAll(Sequences, codes =>
        {
            var harness = new EventHarness(3, new NegativeRiskStrategy(new NegativeRiskOptions { GasPerGroup = Money.Zero }));
            var ended = new HashSet<IntentId>();
            foreach (var code in codes)
            {
                Step(harness, code % 8, code / 8, ended);
                Assert.Equal(0, harness.Engine.Totals.InvariantBreaches);
            }

            // A group and the dust of an earlier one that was too small to close.
            foreach (var order in harness.Placed.Where(order => order.Purpose is OrderPurpose.Entry or OrderPurpose.Completion))
            {
                Assert.True(order.Phase == MarketPhase.Making && order.Side == Side.Buy && order.Size < Size.Shares(15), $"{order.Purpose} of {order.Size} in {order.Phase}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static void Step(EventHarness harness, int kind, int argument, HashSet<IntentId> ended)
    {
        switch (kind)
        {
            case 0: harness.First.Wait(Duration.FromMilliseconds(argument % 6_000)); break;
            case 1 or 2 or 3:
                var bid = 15 + (argument / 3 % 30);
                harness.Book(argument % 3, bid, bid + 1 + (argument / 90 % 4), 20 + (argument % 50));
                break;
            case 4 or 5 or 6: End(harness, argument, ended); break;
            default: harness.First.Feed(Feed.User, argument % 4 != 0); break;
        }
    }

    // A live order is filled, filled in part and killed, or killed.
    private static void End(EventHarness harness, int argument, HashSet<IntentId> ended)
    {
        foreach (var order in harness.Placed.Where(order => !ended.Contains(order.Intent)).Take(1).ToList())
        {
            ended.Add(order.Intent);
            if (argument % 3 != 0)
            {
                harness.Fill(order, argument % 3 == 1 ? order.Size : new Size(Math.Max(order.Size.Units / 2, 1)));
            }

            harness.Kill(order);
        }
    }
}
