using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Regimes;
using PolyCloud.Research.Tests.InProcess;

namespace PolyCloud.Research.Tests.Scenarios.Events;

/// <summary>The multi-outcome strategy from discovery to resolution, in every kind of market.</summary>
public sealed class EventScenarioTests
{
    public static TheoryData<string> Regimes => [.. MarketRegimes.All.Select(regime => regime.Name)];

    /// <summary>Without fees and least gain groups are begun in most of these; what must hold holds in all.</summary>
    [Theory]
    [MemberData(nameof(Regimes))]
    public void One_outcome_wins_the_books_agree_to_the_micro_dollar_and_nothing_is_left(string regime)
    {
        using var world = new EventWorld(new EventTrial(regime).Eager());
        world.RunTo(0, 301);
        Assert.True(world.Uncovered(0) < Size.Shares(5), $"{world.Uncovered(0)} shares are covered by no other market\n{Log(world)}");
        world.RunToEnd();
        AssertSettled(world);
    }

    [Theory]
    [InlineData("calm")]
    [InlineData("jump")]
    public void A_group_that_is_whole_at_the_end_is_held_and_pays_whichever_outcome_wins(string regime)
    {
        using var world = new EventWorld(new EventTrial(regime).Eager());
        world.RunTo(0, 301);
        var nets = world.Event(0).ConvertAll(listing => world.Net(listing).Magnitude);
        Assert.All(nets, net => Assert.True(net >= Size.Shares(5), Log(world)));
        Assert.Equal(world.Trial.Outcomes, world.Seen.Placed.Select(entry => entry.Slug).Distinct().Count());
        var before = world.Gain;
        world.RunToEnd();

        // Up of all pays a dollar, Down of all pays n − 1: what is covered does not depend on the winner.
        var tokens = world.Seen.Placed[0].Order.Outcome == Outcome.Up ? 1 : world.Trial.Outcomes - 1;
        var (least, most) = (nets.Min().Units * tokens, nets.Max().Units * tokens);
        Assert.InRange((world.Gain - before).Micros, least, most);
        AssertSettled(world);
    }

    [Fact]
    public void Legs_that_cannot_be_had_are_given_up_and_the_others_are_worked_out()
    {
        using var world = new EventWorld(new EventTrial("ordinary", Seed: 4).Eager());
        world.RunTo(0, 301);
        Assert.True(world.Seen.Count(OrderPurpose.Unwind, OrderPurpose.Hedge) > 0, Log(world));
        Assert.True(world.Uncovered(0) < Size.Shares(5), $"{world.Uncovered(0)} shares are covered by no other market\n{Log(world)}");
        world.RunToEnd();
        AssertSettled(world);
    }

    [Theory]
    [InlineData("ordinary")]
    [InlineData("calm")]
    [InlineData("thin")]
    public void With_the_fees_of_crypto_markets_no_group_is_worth_beginning(string regime)
    {
        using var world = new EventWorld(new EventTrial(regime));
        world.RunToEnd();
        Assert.Equal(world.Trial.Outcomes, world.Seen.Added.Count);
        Assert.Empty(world.Seen.Placed);
        AssertSettled(world);
    }

    [Fact]
    public void The_next_event_is_found_ahead_and_traded_after_the_first()
    {
        using var world = new EventWorld(new EventTrial("ordinary", Events: 3).Eager());
        world.RunTo(0, 100);
        Assert.Equal(world.Event(0).Concat(world.Event(1)).Select(listing => listing.Spec.Slug), world.Seen.Added.Select(spec => spec.Slug));
        Assert.Equal(2, world.Seen.Added.Select(spec => spec.Event).Distinct().Count());
        world.RunTo(1, 301);
        var placed = world.Seen.Placed.Select(entry => entry.Slug).ToHashSet();
        Assert.Contains(world.Event(0), listing => placed.Contains(listing.Spec.Slug));
        Assert.Contains(world.Event(1), listing => placed.Contains(listing.Spec.Slug));
        world.RunToEnd();
        Assert.Equal(3 * world.Trial.Outcomes, world.Seen.Added.Count);
        AssertSettled(world);
    }

    [Fact]
    public void A_node_that_starts_in_the_middle_of_an_event_finds_the_group_it_holds_and_leaves_it_alone()
    {
        using var world = new EventWorld(new EventTrial("jump").Eager());
        world.RunTo(0, 150);
        var nets = world.Event(0).ConvertAll(world.Net);
        Assert.All(nets, net => Assert.True(net.Magnitude >= Size.Shares(5), Log(world)));
        world.Restart();
        world.RunTo(0, 301);
        Assert.Equal(nets, world.Event(0).ConvertAll(world.Net));
        world.RunToEnd();
        AssertSettled(world);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Events_of_fewer_and_of_more_outcomes_are_taken_whole(int outcomes)
    {
        using var world = new EventWorld(new EventTrial("calm") { Outcomes = outcomes }.Eager());
        world.RunTo(0, 301);
        Assert.All(world.Seen.Added, spec => Assert.Equal(outcomes, spec.Event.Outcomes));
        Assert.True(world.Seen.Count(OrderPurpose.Entry) > 0, Log(world));
        Assert.True(world.Uncovered(0) < Size.Shares(5), Log(world));
        world.RunToEnd();
        AssertSettled(world);
    }

    [Fact]
    public void The_same_seed_trades_the_same_events_alike()
    {
        static string Hash(ulong seed) => InProcessSimulation.Run(new InProcessOptions
        {
            Seed = seed,
            EventOutcomes = 3,
            Windows = 1,
            FirstOpens = NodeWorld.FirstOpens,
            LastCloses = NodeWorld.FirstOpens + Duration.FromSeconds(300),
            Engine = PolyCloud.Research.StrategyTable.StrategyTable.WithoutBrakes(new EventTrial("calm").Eager().Engine, "negative-risk"),
            Regime = MarketRegimes.Find("jump")!,
        }).TraceHash!;

        Assert.Equal(Hash(3), Hash(3));
    }

    internal static void AssertSettled(EventWorld world)
    {
        for (var number = 0; number < world.Trial.Events; number++)
        {
            Assert.Single(world.Event(number), listing => listing.Winner == Outcome.Up);
            Assert.All(world.Event(number), listing => Assert.Contains((listing.Spec.Slug, listing.Winner!.Value), world.Seen.Resolved));
        }

        Assert.Equal(world.Trial.Events * world.Trial.Outcomes, world.Seen.Resolved.Count);
        Assert.Equal(world.Gain, world.Totals.RealizedPnl);
        Assert.True(world.Venue.Exchange.Totals.IsConserved);
        Assert.Equal(0, world.Node.OpenOrdersAtVenue);
        Assert.Empty(world.Venue.Exchange.OpenOrders(new CredentialId(0)));
        Assert.Equal(world.Seen.Resolved.Count, world.Totals.WindowsSettled);
        Assert.Equal(0, world.Totals.InvariantBreaches);
    }

    internal static string Log(EventWorld world) => string.Join('\n', world.Seen.Log.TakeLast(60));
}
