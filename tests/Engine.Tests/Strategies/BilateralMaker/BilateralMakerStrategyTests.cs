using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.BilateralMaker;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.BilateralMaker;

public sealed class BilateralMakerStrategyTests
{
    /// <summary>Twenty shares, because without an exchange socket half of them are traded.</summary>
    private static readonly BilateralMakerOptions OneLevel = new() { Levels = 1, LevelSize = Size.Shares(20), FairValuePercent = 0 };

    [Fact]
    public void It_bids_on_both_tokens_so_that_both_sides_of_the_one_book_are_quoted()
    {
        var harness = Quoting(OneLevel);
        var up = harness.Placed().Single(order => order.Outcome == Outcome.Up);
        var down = harness.Placed().Single(order => order.Outcome == Outcome.Down);
        Assert.All(harness.Placed(), order => Assert.True(order is { Side: Side.Buy, PostOnly: true, Type: OrderType.Gtc }));
        Assert.True(up.Price < down.Price.Complement, "own orders would meet");
        Assert.True(up.Price.Units < 5_200 && down.Price.Complement.Units > 4_800, "a quote would take");
    }

    [Fact]
    public void What_was_bought_and_confirmed_is_sold_on_its_own_token_before_the_other_is_bought()
    {
        var harness = Quoting(OneLevel);
        FillUp(harness, FillStatus.Confirmed);
        harness.Book(47, 52);
        var sale = harness.Placed().Last(order => order.Side == Side.Sell);
        Assert.Equal((Outcome.Up, Size.Shares(10)), (sale.Outcome, sale.Size));
        Assert.True(sale.PostOnly);
    }

    [Fact]
    public void What_is_not_confirmed_is_worked_off_by_buying_the_other_token()
    {
        var harness = Quoting(OneLevel);
        FillUp(harness, FillStatus.Matched);
        harness.Book(47, 52);
        Assert.DoesNotContain(harness.Placed(), order => order.Side == Side.Sell);
        Assert.Contains(harness.Engine.LiveOrders(), order => order.Outcome == Outcome.Down && order.Side == Side.Buy);
    }

    [Fact]
    public void Both_quotes_lean_against_what_is_held()
    {
        var before = Quoting(OneLevel);
        var flat = before.Placed().Single(order => order.Outcome == Outcome.Up).Price;
        var leaning = OneLevel with { RiskAversion = 0.02 };
        var harness = Quoting(leaning);
        FillUp(harness, FillStatus.Confirmed);
        harness.Wait(Duration.FromMilliseconds(150));
        harness.Book(48, 52);
        var bid = harness.Placed().Last(order => order is { Outcome: Outcome.Up, Side: Side.Buy }).Price;
        Assert.True(bid < flat, $"{bid} is not below {flat}");
    }

    [Fact]
    public void At_the_greatest_inventory_only_the_reducing_side_is_quoted()
    {
        var harness = Quoting(OneLevel with { MaximumInventory = Size.Shares(10) });
        FillUp(harness, FillStatus.Confirmed);
        harness.Book(47, 52);
        Assert.DoesNotContain(harness.Engine.LiveOrders(), order => order is { Outcome: Outcome.Up, Side: Side.Buy });
        Assert.Contains(harness.Engine.LiveOrders(), order => order is { Outcome: Outcome.Up, Side: Side.Sell } or { Outcome: Outcome.Down, Side: Side.Buy });
    }

    [Fact]
    public void A_quote_a_tick_from_the_wanted_price_keeps_its_place()
    {
        var harness = Quoting(OneLevel);
        AcknowledgeAll(harness);
        harness.Wait(Duration.FromMilliseconds(300));
        harness.Book(47, 51);
        Assert.Empty(harness.Cancelled());
        harness.Book(42, 46);
        Assert.NotEmpty(harness.Cancelled());
    }

    [Fact]
    public void In_unwind_nothing_is_opened()
    {
        var harness = Quoting(OneLevel);
        AcknowledgeAll(harness);
        harness.WaitUntil(EngineHarness.Opens + Duration.FromSeconds(181));
        harness.Trade();
        harness.Book(48, 52);
        Assert.Equal(2, harness.Cancelled().Select(effect => effect.Intent).Distinct().Count());
    }

    [Fact]
    public void Books_far_from_the_fair_value_are_not_quoted()
    {
        var harness = new EngineHarness(spec: EngineHarness.NewSpec(0) with { Settlement = SettlementRule.Spot }, strategies: [new BilateralMakerStrategy(OneLevel)]);
        harness.Trade();
        harness.Book(88, 92);
        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.FairValueUnknown, harness.View.NotQuoting);
    }

    [Fact]
    public void A_stale_oracle_takes_the_quotes_away()
    {
        var harness = Quoting(OneLevel);
        AcknowledgeAll(harness);
        harness.Wait(Duration.FromSeconds(7), feeds: false);
        Assert.Equal(2, harness.Cancelled().Select(effect => effect.Intent).Distinct().Count());
        Assert.Equal(Reason.OracleStale, harness.View.NotQuoting);
    }

    private static EngineHarness Quoting(BilateralMakerOptions options)
    {
        var harness = new EngineHarness(strategies: [new BilateralMakerStrategy(options)]);
        harness.Trade();
        harness.Book(48, 52);
        Assert.Equal(2, harness.Placed().Count());
        return harness;
    }

    private static void AcknowledgeAll(EngineHarness harness)
    {
        foreach (var order in harness.Placed().ToList())
        {
            harness.Report(order.Intent, OrderReportKind.Live);
        }
    }

    private static void FillUp(EngineHarness harness, FillStatus status)
    {
        AcknowledgeAll(harness);
        harness.Wait(Duration.FromMilliseconds(150));
        harness.Fill(harness.Placed().Single(order => order is { Outcome: Outcome.Up, Side: Side.Buy }), status: status);
        foreach (var cancel in harness.Cancelled().ToList())
        {
            harness.Report(cancel.Intent, OrderReportKind.Cancelled);
        }
    }
}
