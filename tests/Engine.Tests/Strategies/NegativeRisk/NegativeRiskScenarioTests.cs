using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.NegativeRisk;

public sealed class NegativeRiskScenarioTests
{
    private const int Seeds = 4;

    public static TheoryData<EventKind> Kinds() => [.. Enum.GetValues<EventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_rule_breaks_no_order_is_left_and_no_leg_stands_alone_at_the_end(EventKind kind)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var scenario = new EventScenario(kind, seed);
            scenario.Run();

            // Less than the smallest order cannot be closed, in each direction once.
            Assert.True(scenario.UncoveredAtEnd < 10, $"{scenario.UncoveredAtEnd} shares stand alone with seed {seed}");
        }
    }

    [Theory]
    [InlineData(EventKind.Ordinary)]
    [InlineData(EventKind.Trending)]
    [InlineData(EventKind.Jump)]
    [InlineData(EventKind.Toxic)]
    [InlineData(EventKind.TickChange)]
    public void Where_books_lag_behind_each_other_groups_are_begun_and_filled(EventKind kind)
    {
        var scenarios = Enumerable.Range(1, Seeds).Select(seed => new EventScenario(kind, (ulong)seed)).ToList();
        scenarios.ForEach(scenario => scenario.Run());
        Assert.True(scenarios.Sum(scenario => scenario.Groups) > 0 && scenarios.Sum(scenario => scenario.Fills) > 0, "it must trade");
    }

    [Fact]
    public void One_event_follows_another_in_the_same_engine()
    {
        var scenario = new EventScenario(EventKind.Ordinary, 1);
        scenario.Run();
        var (engine, first) = (scenario.World.Engine, scenario.World.First);
        foreach (var market in scenario.World.Markets)
        {
            engine.RemoveMarket(market);
        }

        var next = new EventMembership("who-wins-next", 3);
        List<MarketId> markets = [];
        for (var number = 10; number < 13; number++)
        {
            var spec = EngineHarness.NewSpec(number) with
            {
                NegativeRisk = true, Event = next, Settlement = SettlementRule.Spot, Opens = first.Now, Closes = first.Now + Duration.FromSeconds(300),
            };
            markets.Add(first.Do(e => engine.AddMarket(first.Now, spec, e)));
        }

        first.Wait(Duration.FromSeconds(3));
        var before = scenario.World.Placed.Count;
        foreach (var (market, ask) in markets.Zip([30, 25, 35]))
        {
            BookLevel bid = new(Price.Cents(ask - 2), Size.Shares(50));
            BookLevel offer = new(Price.Cents(ask), Size.Shares(50));
            first.Do(e => engine.OnBookSnapshot(first.Now, market, Outcome.Down, first.Now, [new(offer.Price.Complement, offer.Size)], [new(bid.Price.Complement, bid.Size)], e));
            first.Do(e => engine.OnBookSnapshot(first.Now, market, Outcome.Up, first.Now, [bid], [offer], e));
        }

        Assert.Single(scenario.World.Placed.Skip(before));
    }
}
