using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Inventory;

public sealed class InventoryEngineTests
{
    [Fact]
    public void Merges_sets_from_the_threshold_on_and_books_the_dollars_when_the_chain_confirms()
    {
        var harness = Holding(12, new InventoryOptions { Enabled = true, MinimumMerge = Size.Shares(10) });
        var merge = harness.Effects.Single(effect => effect.Kind == EffectKind.Merge);
        Assert.Equal(Size.Shares(12), merge.Size);
        var realized = harness.View.RealizedPnl;
        Tell(harness, merge, InventoryOperationState.Confirmed, gas: 20_000);
        Assert.Equal((Size.Zero, realized - new Money(20_000)), (harness.View.CompleteSets, harness.View.RealizedPnl));
        Assert.Equal(Size.Zero, harness.View.Up.Confirmed);
        Assert.Equal(new Money(20_000), harness.Engine.Totals.Gas);
        Assert.Equal(0, harness.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void Leaves_sets_below_the_threshold_alone_and_merges_oftener_through_a_relayer()
    {
        Assert.DoesNotContain(Holding(12, new InventoryOptions { Enabled = true }).Effects, effect => effect.Kind == EffectKind.Merge);
        Assert.Contains(Holding(12, new InventoryOptions { Enabled = true, Gasless = true }).Effects, effect => effect.Kind == EffectKind.Merge);
        Assert.DoesNotContain(Holding(12, new InventoryOptions { Gasless = true }).Effects, effect => effect.Kind == EffectKind.Merge);
    }

    [Fact]
    public void What_a_pending_merge_uses_is_not_for_sale_and_a_failed_one_gives_it_back_exactly()
    {
        var harness = Holding(12, new InventoryOptions { Enabled = true, Gasless = true }, out var strategy);
        var merge = harness.Effects.Single(effect => effect.Kind == EffectKind.Merge);
        var before = harness.View;
        Size sellable = default;
        strategy.Wants = (in StrategyView view, QuoteBuffer _) => sellable = view.SellableUp;
        harness.Book(50, 54);
        Assert.Equal(Size.Zero, sellable);
        Tell(harness, merge, InventoryOperationState.Unknown);
        Assert.Contains(harness.Last, effect => effect.Kind == EffectKind.Alert && effect.Reason == Reason.InventoryOperationUnknown);
        Assert.Equal(Size.Zero, sellable);
        Tell(harness, merge, InventoryOperationState.Failed);
        Assert.Equal(Size.Shares(12), sellable);
        Assert.Equal((before.CompleteSets, before.RealizedPnl, before.Up), (harness.View.CompleteSets, harness.View.RealizedPnl, harness.View.Up));
    }

    [Fact]
    public void Never_merges_what_open_sell_orders_need()
    {
        var harness = Holding(12, new InventoryOptions { Enabled = true, MinimumMerge = Size.Shares(100) }, out var strategy);
        strategy.Wants = (in StrategyView _, QuoteBuffer quotes) =>
        {
            quotes.Put(QuoteSlot.Of(Outcome.Up, Side.Sell, 0), DesiredQuote.Resting(Outcome.Up, Side.Sell, Price.Cents(55), Size.Shares(7)));
            quotes.MergeWanted = Size.Shares(12);
        };
        harness.Book(50, 54);
        Assert.Equal(Side.Sell, harness.LastPlaced().Side);
        Assert.Equal(Size.Shares(5), harness.Effects.Single(effect => effect.Kind == EffectKind.Merge).Size);
    }

    [Fact]
    public void A_confirmation_outranks_a_failure_and_repeats_change_nothing()
    {
        var harness = Holding(12, new InventoryOptions { Enabled = true, Gasless = true });
        var merge = harness.Effects.Single(effect => effect.Kind == EffectKind.Merge);
        Tell(harness, merge, InventoryOperationState.Confirmed);
        var after = harness.View;
        Tell(harness, merge, InventoryOperationState.Failed);
        Tell(harness, merge, InventoryOperationState.Submitted);
        Assert.Equal((after.CompleteSets, after.RealizedPnl), (harness.View.CompleteSets, harness.View.RealizedPnl));
    }

    [Fact]
    public void A_report_of_another_amount_halts_the_market()
    {
        var harness = Holding(12, new InventoryOptions { Enabled = true, Gasless = true });
        var merge = harness.Effects.Single(effect => effect.Kind == EffectKind.Merge);
        merge.Size = Size.Shares(11);
        Tell(harness, merge, InventoryOperationState.Confirmed);
        Assert.Equal(Reason.InvariantBroken, harness.View.Halt);
    }

    [Fact]
    public void After_a_failure_it_waits_longer_each_time_and_gives_up_until_a_person_resumes()
    {
        var harness = Holding(12, new InventoryOptions { Enabled = true, Gasless = true, MaximumFailures = 2, FailurePause = Duration.FromSeconds(1) });
        Tell(harness, harness.Effects.Last(effect => effect.Kind == EffectKind.Merge), InventoryOperationState.Failed);
        Assert.Single(harness.Effects, effect => effect.Kind == EffectKind.Merge);
        harness.Wait(Duration.FromSeconds(1));
        Assert.Equal(2, harness.Effects.Count(effect => effect.Kind == EffectKind.Merge));
        Tell(harness, harness.Effects.Last(effect => effect.Kind == EffectKind.Merge), InventoryOperationState.Failed);
        harness.Wait(Duration.FromSeconds(10));
        Assert.Equal(2, harness.Effects.Count(effect => effect.Kind == EffectKind.Merge));
        harness.Book(50, 54);
        Assert.Equal(2, harness.Effects.Count(effect => effect.Kind == EffectKind.Merge));
        harness.Do(e => harness.Engine.OnResume(harness.Now, e));
        Assert.Equal(3, harness.Effects.Count(effect => effect.Kind == EffectKind.Merge));
    }

    [Fact]
    public void A_wanted_split_makes_sets_of_free_collateral()
    {
        var strategy = new ScriptedStrategy { Wants = (in StrategyView view, QuoteBuffer quotes) => quotes.SplitWanted = view.Position.Sets.IsPositive ? Size.Zero : Size.Shares(20) };
        var harness = new EngineHarness(new EngineOptions { Inventory = new InventoryOptions { Enabled = true } }, strategies: [strategy]);
        harness.Book(50, 54);
        var split = harness.Effects.Single(effect => effect.Kind == EffectKind.Split);
        Assert.Equal(Size.Shares(20), split.Size);
        harness.Do(e => harness.Engine.OnInventoryOperation(
            harness.Now, new InventoryOperationReport(harness.Market, split.Operation, InventoryOperationKind.Split, InventoryOperationState.Confirmed, split.Size, Money.Zero), e));
        Assert.Equal(Size.Shares(20), harness.View.CompleteSets);
        Assert.Equal(Size.Shares(20), harness.View.Down.Confirmed);
    }

    [Fact]
    public void Redeems_the_winners_shares_when_the_market_is_resolved_and_keeps_it_until_done()
    {
        var harness = Holding(12, new InventoryOptions { Enabled = true, MinimumMerge = Size.Shares(100) });
        harness.Settle(Outcome.Up);
        var redeem = harness.Effects.Single(effect => effect.Kind == EffectKind.Redeem);
        Assert.Equal(Size.Shares(12), redeem.Size);
        Assert.Throws<InvalidOperationException>(() => harness.Engine.RemoveMarket(harness.Market));
        Tell(harness, redeem, InventoryOperationState.Confirmed, kind: InventoryOperationKind.Redeem);
        harness.Engine.RemoveMarket(harness.Market);
    }

    private static EngineHarness Holding(long sets, InventoryOptions options) => Holding(sets, options, out _);

    private static EngineHarness Holding(long sets, InventoryOptions options, out ScriptedStrategy strategy)
    {
        strategy = new ScriptedStrategy();
        var harness = new EngineHarness(new EngineOptions { Inventory = options }, strategies: [strategy]);
        harness.Book(50, 54);
        harness.Fill(new Effect { Outcome = Outcome.Up, Side = Side.Buy, Price = Price.Cents(48), Size = Size.Shares(sets) });
        harness.Fill(new Effect { Outcome = Outcome.Down, Side = Side.Buy, Price = Price.Cents(45), Size = Size.Shares(sets) });

        // Shares of no order of ours are sold at once; the pair makes that needless.
        foreach (var sale in harness.View.LiveOrders)
        {
            harness.Report(sale.Intent, OrderReportKind.Live);
            harness.Report(sale.Intent, OrderReportKind.Cancelled);
        }

        return harness;
    }

    private static void Tell(
        EngineHarness harness, Effect effect, InventoryOperationState state, long gas = 0, InventoryOperationKind kind = InventoryOperationKind.Merge) =>
        harness.Do(e => harness.Engine.OnInventoryOperation(
            harness.Now, new InventoryOperationReport(harness.Market, effect.Operation, kind, state, effect.Size, new Money(gas)), e));
}
