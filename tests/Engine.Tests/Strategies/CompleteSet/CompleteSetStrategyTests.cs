using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.CompleteSet;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.CompleteSet;

public sealed class CompleteSetStrategyTests
{
    private static readonly CompleteSetOptions NoGas = new() { GasPerOperation = Money.Zero };

    [Fact]
    public void Buys_both_tokens_one_after_the_other_and_merges_them()
    {
        var (harness, strategy) = Start(NoGas);
        harness.Book(48, 52, bidShares: 200, askShares: 100);
        var first = Last(harness);
        Assert.Equal((Outcome.Up, Side.Buy, Price.Cents(48), Size.Shares(10)), (first.Outcome, first.Side, first.Price, first.Size));
        Assert.True(first.PostOnly);

        harness.Report(first.Intent, OrderReportKind.Live);
        Assert.Equal(SetState.Leg1Working, strategy.StateOf(harness.Market));
        harness.Fill(first);
        var second = Last(harness);
        Assert.Equal((Outcome.Down, Side.Buy, Price.Cents(50), Size.Shares(10)), (second.Outcome, second.Side, second.Price, second.Size));
        Assert.Equal(OrderPurpose.Completion, second.Purpose);

        harness.Report(second.Intent, OrderReportKind.Live);
        Assert.Equal(SetState.Leg2Working, strategy.StateOf(harness.Market));
        harness.Fill(second);
        Assert.Equal(SetState.BothFilled, strategy.StateOf(harness.Market));
        var merge = harness.Effects.Single(effect => effect.Kind == EffectKind.Merge);
        Assert.Equal(Size.Shares(10), merge.Size);

        harness.Book(48, 52);
        Assert.Equal(SetState.Merging, strategy.StateOf(harness.Market));
        Tell(harness, merge, InventoryOperationState.Confirmed);
        Assert.Equal(SetState.Merged, strategy.StateOf(harness.Market));
        Assert.Equal(new Money(200_000), harness.View.RealizedPnl);
    }

    [Theory]
    [InlineData(48, 52, true)]
    [InlineData(49, 51, true)]
    [InlineData(49, 50, false)]
    public void Rests_only_where_the_two_bids_leave_the_gain(int bid, int ask, bool trades)
    {
        var (harness, _) = Start(NoGas);
        harness.Book(bid, ask);
        Assert.Equal(trades, harness.Placed().Any());
    }

    [Fact]
    public void Gas_spread_over_the_pairs_can_make_the_edge_too_small()
    {
        // Bids of 0.98 together and 0.5 cents of gas a pair make 0.985; a tenth of a cent more does not.
        Assert.NotEmpty(After(new CompleteSetOptions { GasPerOperation = new Money(50_000) }, harness => harness.Book(49, 51)).Placed());
        Assert.Empty(After(new CompleteSetOptions { GasPerOperation = new Money(51_000) }, harness => harness.Book(49, 51)).Placed());
    }

    [Fact]
    public void Takes_both_where_one_book_is_behind_the_other_and_the_fees_leave_the_gain()
    {
        // 0.50 + 0.44 + fees of 0.0175 and 0.01725 make 0.97475.
        var harness = After(NoGas with { RestLegs = false }, Behind(upAsk: 50, downAsk: 44));
        var first = Last(harness);
        Assert.Equal((OrderType.Fak, Outcome.Up, Price.Cents(50)), (first.Type, first.Outcome, first.Price));

        harness.Fill(first, fee: new Money(175_000));
        var second = Last(harness);
        Assert.Equal((OrderType.Fak, Outcome.Down, Price.Cents(44), OrderPurpose.Completion), (second.Type, second.Outcome, second.Price, second.Purpose));

        // 0.50 + 0.46 + 0.0175 + 0.01739 make 0.99489.
        Assert.Empty(After(NoGas with { RestLegs = false }, Behind(upAsk: 50, downAsk: 46)).Placed());
    }

    [Fact]
    public void A_reverse_set_is_split_then_both_sides_are_sold()
    {
        var (harness, strategy) = Start(NoGas with { BuyTotal = Price.Cents(50) });
        harness.Book(48, 52);
        Assert.Empty(harness.Placed());
        var split = harness.Effects.Single(effect => effect.Kind == EffectKind.Split);
        harness.Book(48, 52);
        Assert.Equal(SetState.Splitting, strategy.StateOf(harness.Market));
        Tell(harness, split, InventoryOperationState.Confirmed, InventoryOperationKind.Split);
        var first = Last(harness);
        Assert.Equal((Side.Sell, Price.Cents(52), Size.Shares(10)), (first.Side, first.Price, first.Size));

        harness.Report(first.Intent, OrderReportKind.Live);
        harness.Fill(first);
        var second = Last(harness);
        Assert.Equal((first.Outcome.Opposite(), Side.Sell, Price.Cents(50)), (second.Outcome, second.Side, second.Price));
        harness.Report(second.Intent, OrderReportKind.Live);
        harness.Fill(second);
        Assert.Equal(SetState.Merged, strategy.StateOf(harness.Market));
        Assert.Equal((Size.Zero, new Money(200_000)), (harness.View.CompleteSets, harness.View.RealizedPnl));
        Assert.DoesNotContain(harness.Effects, effect => effect.Kind == EffectKind.Merge);
    }

    [Fact]
    public void Pairs_split_for_a_sale_whose_edge_is_gone_are_merged_not_dumped()
    {
        var (harness, _) = Start(NoGas with { BuyTotal = Price.Cents(50) });
        harness.Book(48, 52);
        var split = harness.Effects.Single(effect => effect.Kind == EffectKind.Split);
        harness.Book(49, 50);
        Tell(harness, split, InventoryOperationState.Confirmed, InventoryOperationKind.Split);
        Assert.Empty(harness.Placed());
        Assert.Equal(Size.Shares(10), harness.Effects.Single(effect => effect.Kind == EffectKind.Merge).Size);
    }

    [Fact]
    public void A_first_leg_filled_in_part_gets_a_partner_of_its_own_size_and_its_rest_is_called_back()
    {
        var (harness, strategy) = Start(NoGas);
        harness.Book(48, 52);
        var first = Last(harness);
        harness.Report(first.Intent, OrderReportKind.Live);
        harness.Wait(Duration.FromSeconds(1));
        harness.Fill(first, Size.Shares(6));
        Assert.Contains(harness.Cancelled(), cancel => cancel.Intent == first.Intent);
        Assert.Equal((Outcome.Down, Size.Shares(6)), (Last(harness).Outcome, Last(harness).Size));
        harness.Report(Last(harness).Intent, OrderReportKind.Live);
        harness.Report(first.Intent, OrderReportKind.Cancelled);
        Assert.Equal(SetState.Leg2Working, strategy.StateOf(harness.Market));
    }

    [Fact]
    public void A_rest_of_the_partner_that_is_too_small_to_send_again_stays_where_it_is()
    {
        var (harness, strategy) = Start(NoGas);
        var second = UntilSecondLeg(harness);
        harness.Fill(second, Size.Shares(7));
        harness.Wait(Duration.FromSeconds(2));
        harness.Book(48, 52);
        Assert.DoesNotContain(harness.Cancelled(), cancel => cancel.Intent == second.Intent);
        Assert.Equal(SetState.Leg2Working, strategy.StateOf(harness.Market));
        harness.Fill(second, Size.Shares(3));
        Assert.Equal(Size.Shares(10), harness.Effects.Single(effect => effect.Kind == EffectKind.Merge).Size);
    }

    [Fact]
    public void The_price_for_a_partner_rises_with_time_from_the_gain_to_the_loss_allowed()
    {
        var rule = new PartnerRule(NoGas, 0);
        Assert.Equal(150, rule.RequiredGain(Side.Buy, Duration.Zero));
        Assert.Equal(-25, rule.RequiredGain(Side.Buy, Duration.FromSeconds(10)));
        Assert.Equal(-200, rule.RequiredGain(Side.Buy, Duration.FromSeconds(20)));
        Assert.Equal(-200, rule.RequiredGain(Side.Sell, Duration.FromSeconds(50)));
    }

    [Fact]
    public void A_partner_not_had_in_time_is_left_to_the_closing_layer()
    {
        var (harness, strategy) = Start(NoGas with { LegPatience = Duration.FromSeconds(5), UnwindPatience = Duration.Zero });
        var second = UntilSecondLeg(harness);
        for (var seconds = 0; seconds < 6; seconds++)
        {
            harness.Wait(Duration.FromSeconds(1));
            harness.Book(40, 44);
            Answer(harness);
        }

        Assert.Equal(SetState.Unwinding, strategy.StateOf(harness.Market));
        var closing = harness.LastPlaced();
        Assert.Equal((OrderType.Fak, OrderPurpose.Unwind, Size.Shares(10)), (closing.Type, closing.Purpose, closing.Size));
        harness.Fill(closing);
        Assert.NotEqual(SetState.Unwinding, strategy.StateOf(harness.Market));
        Assert.Equal(0, harness.Engine.Totals.InvariantBreaches);
        Assert.NotEqual(second.Intent, closing.Intent);
    }

    [Fact]
    public void A_leg_that_loses_too_much_is_worked_out_at_once()
    {
        var (harness, strategy) = Start(NoGas);
        UntilSecondLeg(harness);
        harness.Book(36, 40);
        Answer(harness);
        Assert.Equal(OrderPurpose.Unwind, harness.LastPlaced().Purpose);
        harness.Book(36, 40);
        Assert.Equal(SetState.Unwinding, strategy.StateOf(harness.Market));
    }

    [Fact]
    public void A_failed_merge_is_asked_for_again_and_nothing_is_sold()
    {
        var (harness, strategy) = Start(NoGas, new InventoryOptions { Enabled = true, FailurePause = Duration.FromSeconds(1) });
        harness.Fill(UntilSecondLeg(harness));
        var merge = harness.Effects.Single(effect => effect.Kind == EffectKind.Merge);
        Tell(harness, merge, InventoryOperationState.Failed);
        Assert.Equal(SetState.BothFilled, strategy.StateOf(harness.Market));
        harness.Wait(Duration.FromSeconds(40));
        Assert.Equal(2, harness.Effects.Count(effect => effect.Kind == EffectKind.Merge));
        Assert.DoesNotContain(harness.Placed(), order => order.Side == Side.Sell);
    }

    [Fact]
    public void No_new_pair_is_begun_in_unwind_or_while_flow_is_toxic_or_the_oracle_is_stale()
    {
        var (harness, _) = Start(NoGas);
        harness.WaitUntil(harness.Spec.Closes - Duration.FromSeconds(110));
        harness.Book(48, 52);
        Assert.Empty(harness.Placed());
    }

    [Fact]
    public void Bad_settings_are_named()
    {
        var errors = new EngineOptions { Bots = new() { CompleteSet = new() { BuyTotal = Price.One } } }.Validate();
        Assert.Contains(errors, text => text.StartsWith("engine.bots.completeSet.buyTotal", StringComparison.Ordinal));
        Assert.Empty(new EngineOptions { Strategy = "complete-set" }.Validate());
    }

    private static (EngineHarness Harness, CompleteSetStrategy Strategy) Start(CompleteSetOptions options, InventoryOptions? inventory = null)
    {
        var strategy = new CompleteSetStrategy(options);
        return (new EngineHarness(new EngineOptions { Inventory = inventory ?? new InventoryOptions { Enabled = true } }, strategies: [strategy]), strategy);
    }

    private static EngineHarness After(CompleteSetOptions options, Action<EngineHarness> input)
    {
        var (harness, _) = Start(options);
        input(harness);
        return harness;
    }

    private static Action<EngineHarness> Behind(int upAsk, int downAsk) => harness =>
    {
        foreach (var (outcome, ask) in new[] { (Outcome.Down, downAsk), (Outcome.Up, upAsk) })
        {
            harness.Do(e => harness.Engine.OnBookSnapshot(
                harness.Now, harness.Market, outcome, harness.Now,
                [new(Price.Cents(ask - 4), Size.Shares(200))], [new(Price.Cents(ask), Size.Shares(outcome == Outcome.Up ? 50 : 80))], e));
        }
    };

    private static Effect UntilSecondLeg(EngineHarness harness)
    {
        harness.Book(48, 52);
        var first = Last(harness);
        harness.Report(first.Intent, OrderReportKind.Live);
        harness.Fill(first);
        var second = Last(harness);
        harness.Report(second.Intent, OrderReportKind.Live);
        return second;
    }

    /// <summary>The venue acknowledges every order, and then carries out every cancel.</summary>
    private static void Answer(EngineHarness harness)
    {
        foreach (var order in harness.View.LiveOrders)
        {
            harness.Report(order.Intent, OrderReportKind.Live);
        }

        foreach (var order in harness.View.LiveOrders.Where(order => order.State == OrderState.PendingCancel))
        {
            harness.Report(order.Intent, OrderReportKind.Cancelled);
        }
    }

    private static Effect Last(EngineHarness harness) => harness.LastPlaced();

    private static void Tell(EngineHarness harness, Effect effect, InventoryOperationState state, InventoryOperationKind kind = InventoryOperationKind.Merge) =>
        harness.Do(e => harness.Engine.OnInventoryOperation(
            harness.Now, new InventoryOperationReport(harness.Market, effect.Operation, kind, state, effect.Size, Money.Zero), e));
}
