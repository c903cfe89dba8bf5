using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.PairedLadder;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.PairedLadder;

public sealed class PairedLadderStrategyTests
{
    /// <summary>Twenty shares, because without an exchange socket half of them are traded.</summary>
    private static readonly PairedLadderOptions Options = new() { LevelSize = Size.Shares(20), Edge = Price.Zero };

    [Fact]
    public void Both_tokens_are_bid_for_at_every_level_a_tick_apart()
    {
        var harness = Bidding(Options);
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var bids = harness.Placed().Where(order => order.Outcome == outcome).ToList();
            Assert.Equal(3, bids.Count);
            Assert.All(bids, bid => Assert.True(bid is { Side: Side.Buy, PostOnly: true, Purpose: OrderPurpose.Entry } && bid.Size == Size.Shares(10)));
            Assert.Equal([0, 100, 200], bids.Select(bid => bids[0].Price.Units - bid.Price.Units));
        }
    }

    [Fact]
    public void Without_a_fair_value_nothing_is_bid()
    {
        var harness = new EngineHarness(strategies: [new PairedLadderStrategy(Options)]);
        harness.Wait(Duration.FromSeconds(5));
        harness.Trade();
        harness.Book(47, 49);
        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.StrikeUnknown, harness.View.NotQuoting);
    }

    [Fact]
    public void No_bid_stands_above_the_probability_of_its_token_less_the_edge()
    {
        var harness = Bidding(Options with { Edge = Price.Cents(6) }, 47, 49);
        Assert.All(harness.Placed(), bid => Assert.True(bid.Price.Units <= 4_500, $"{bid.Price}"));
    }

    [Fact]
    public void Penalties_lower_the_total_of_a_pair_down_to_its_least()
    {
        var harness = Bidding(Options with { CautionPenalty = Price.Cents(30), MinimumTotal = Price.Cents(90) }, 48, 50);
        var up = harness.Placed().Where(order => order.Outcome == Outcome.Up).Max(order => order.Price.Units);
        var down = harness.Placed().Where(order => order.Outcome == Outcome.Down).Max(order => order.Price.Units);
        Assert.InRange(up + down, 8_800, 9_000);
    }

    [Fact]
    public void What_is_missing_is_taken_where_it_is_cheap_enough_once_no_bid_could_make_it_overshoot()
    {
        var harness = Bidding(Options);
        FillFirst(harness, Outcome.Up);

        // Down is offered at 0.44 now: with the fee of 0.0172 the pair costs less than a dollar.
        harness.Book(56, 58);
        Assert.DoesNotContain(harness.Placed(), order => order.Purpose == OrderPurpose.Completion);
        CancelAll(harness);
        var order = harness.LastPlaced();
        Assert.Equal((OrderPurpose.Completion, Outcome.Down, OrderType.Fak), (order.Purpose, order.Outcome, order.Type));
        Assert.Equal(Price.Cents(44), order.Price);
        Assert.Equal(Size.Shares(10), order.Size);
        Assert.False(order.PostOnly);
    }

    [Fact]
    public void Where_the_pair_would_cost_too_much_it_waits_with_its_bids()
    {
        var harness = Bidding(Options);
        FillFirst(harness, Outcome.Up);
        harness.Book(45, 47);
        CancelAll(harness);
        Assert.DoesNotContain(harness.Placed(), order => order.Purpose == OrderPurpose.Completion);
        Assert.Contains(harness.Engine.LiveOrders(), order => order.Outcome == Outcome.Down);
    }

    [Fact]
    public void In_unwind_only_what_is_missing_is_bid_for()
    {
        var harness = Bidding(Options with { CompletionLoss = Price.Zero });
        FillFirst(harness, Outcome.Up);
        harness.WaitUntil(EngineHarness.Opens + Duration.FromSeconds(182));
        harness.Trade();
        harness.Book(46, 48);
        CancelAll(harness);
        Assert.All(harness.Engine.LiveOrders(), order => Assert.Equal(Outcome.Down, order.Outcome));
        Assert.Equal(Size.Shares(10).Units, harness.Engine.LiveOrders().Sum(order => order.Remaining.Units));
    }

    [Fact]
    public void Pairs_are_asked_to_be_merged()
    {
        var harness = Bidding(Options, engine: new EngineOptions { Inventory = new() { Enabled = true } });
        FillFirst(harness, Outcome.Up);
        FillFirst(harness, Outcome.Down);
        harness.Book(47, 49);
        var merge = harness.Effects.Single(effect => effect.Kind == EffectKind.Merge);
        Assert.Equal(Size.Shares(10), merge.Size);
    }

    private static EngineHarness Bidding(PairedLadderOptions options, int bid = 47, int ask = 49, EngineOptions? engine = null)
    {
        var harness = new EngineHarness(
            engine, spec: EngineHarness.NewSpec(0) with { Settlement = SettlementRule.Spot }, strategies: [new PairedLadderStrategy(options)]);
        harness.Trade();
        harness.Book(bid, ask);
        Assert.NotEmpty(harness.Placed());
        foreach (var order in harness.Placed().ToList())
        {
            harness.Report(order.Intent, OrderReportKind.Live);
        }

        harness.Wait(Duration.FromMilliseconds(150));
        return harness;
    }

    private static void FillFirst(EngineHarness harness, Outcome outcome) =>
        harness.Fill(harness.Placed().Where(order => order.Outcome == outcome).MaxBy(order => order.Price.Units));

    /// <summary>The venue confirms every cancel asked for, and those that follow.</summary>
    private static void CancelAll(EngineHarness harness)
    {
        harness.Wait(Duration.FromMilliseconds(150));
        var done = new HashSet<IntentId>();
        while (harness.Cancelled().FirstOrDefault(cancel => !done.Contains(cancel.Intent)) is { Kind: EffectKind.Cancel } cancel)
        {
            done.Add(cancel.Intent);
            harness.Report(cancel.Intent, OrderReportKind.Cancelled);
        }
    }
}
