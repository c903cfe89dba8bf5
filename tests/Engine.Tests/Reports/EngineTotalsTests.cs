using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Reports;

public sealed class EngineTotalsTests
{
    [Fact]
    public void Eligible_time_episodes_and_their_lengths_are_counted_while_making()
    {
        var harness = new EngineHarness();
        harness.Book(49, 50);
        harness.Wait(Duration.FromMilliseconds(500));
        harness.Book(48, 52);
        harness.Wait(Duration.FromMilliseconds(80));
        harness.Book(49, 50);
        harness.Wait(Duration.FromMilliseconds(400));
        harness.Book(48, 52);
        harness.Wait(Duration.FromMilliseconds(200));
        harness.Book(49, 50);
        var totals = harness.Engine.Totals;
        Assert.Equal(Duration.FromMilliseconds(280), totals.EligibleTime);
        Assert.Equal(2, totals.EligibleEpisodes);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0], totals.EpisodesByDuration);
        Assert.Equal(harness.Now - EngineHarness.Opens, totals.MakingTime);
    }

    [Fact]
    public void Mark_outs_are_the_mids_move_after_the_fill_signed_our_way()
    {
        var harness = new EngineHarness();
        harness.Enter();
        harness.Book(50, 52);
        harness.Wait(Duration.FromSeconds(2));
        harness.Book(40, 42);
        harness.Wait(Duration.FromSeconds(4));
        var totals = harness.Engine.Totals;
        Assert.Equal((1, 0.03), (totals.MarkOut1Second.Fills, Math.Round(totals.MarkOut1Second.DollarsPerShare, 9)));
        Assert.Equal((1, -0.07), (totals.MarkOut5Seconds.Fills, Math.Round(totals.MarkOut5Seconds.DollarsPerShare, 9)));
        Assert.Equal(0, totals.MarkOut30Seconds.Fills);
    }

    [Fact]
    public void Time_not_quoting_is_counted_by_reason()
    {
        var harness = new EngineHarness();
        harness.Trade();
        harness.Book(49, 50);
        var before = harness.Engine.Totals.NotQuotingTime(Reason.SpreadTooNarrow);
        harness.Wait(Duration.FromSeconds(3));
        Assert.Equal(Duration.FromSeconds(3), harness.Engine.Totals.NotQuotingTime(Reason.SpreadTooNarrow) - before);
    }

    [Fact]
    public void Leftovers_are_realised_at_resolution_and_the_results_outlive_the_market()
    {
        var harness = new EngineHarness();
        harness.Enter();
        harness.WaitUntil(harness.Spec.Closes + Duration.FromSeconds(55));
        harness.Settle(Outcome.Down);
        var totals = harness.Engine.Totals;
        Assert.Equal(new Money(-4_800_000), totals.RealizedPnl);
        Assert.Equal(Size.Shares(10), totals.PositionAtResolution);
        Assert.Equal(Size.Shares(10), totals.MaxNetExposure);
        Assert.Equal(1, totals.WindowsSettled);
        harness.Settle(Outcome.Up);
        Assert.Equal(1, harness.Engine.Totals.WindowsSettled);
        harness.Engine.RemoveMarket(harness.Market);
        Assert.Equal(0, harness.Engine.ActiveMarkets.Length);
        Assert.Equal(new Money(-4_800_000), harness.Engine.Totals.RealizedPnl);
        Assert.Equal(1, harness.Engine.Totals.Fills);
    }

    [Fact]
    public void A_market_with_live_orders_cannot_be_removed()
    {
        var harness = new EngineHarness();
        harness.Quote();
        Assert.Throws<InvalidOperationException>(() => harness.Engine.RemoveMarket(harness.Market));
    }

    [Fact]
    public void Slots_are_bounded_and_reused_and_a_condition_is_taken_once()
    {
        var harness = new EngineHarness(new EngineOptions { MaximumMarkets = 2 }, ready: false);
        var second = harness.Do(e => harness.Engine.AddMarket(harness.Now, EngineHarness.NewSpec(1), e));
        Assert.Equal(second, harness.Do(e => harness.Engine.AddMarket(harness.Now, EngineHarness.NewSpec(1), e)));
        Assert.Throws<InvalidOperationException>(() => harness.Do(e => harness.Engine.AddMarket(harness.Now, EngineHarness.NewSpec(2), e)));
        harness.Engine.RemoveMarket(harness.Market);
        Assert.Equal(harness.Market, harness.Do(e => harness.Engine.AddMarket(harness.Now, EngineHarness.NewSpec(2), e)));
    }

    [Fact]
    public void A_foreign_execution_is_booked_and_told_but_expected_while_reconciling()
    {
        var harness = new EngineHarness();
        var foreign = new Effect { Outcome = Outcome.Up, Side = Side.Buy, Price = Price.Cents(50), Size = Size.Shares(2) };
        harness.Fill(foreign);
        Assert.Contains(harness.Last, effect => effect.Kind == EffectKind.Alert && effect.Reason == Reason.ForeignOrder);
        harness.Feed(Feed.Reconciliation, false);
        harness.Fill(foreign);
        Assert.DoesNotContain(harness.Last, effect => effect.Kind == EffectKind.Alert);
        Assert.Equal(Size.Shares(4), harness.View.Up.Confirmed);
    }

    [Fact]
    public void Fills_that_make_no_sense_are_counted_and_skipped()
    {
        var harness = new EngineHarness();
        var good = harness.FillOf(harness.Quote());
        harness.Fill(good with { Size = Size.Zero });
        harness.Fill(good with { Amount = new Money(-1) });
        harness.Fill(good with { Amount = Money.Dollars(11) });
        harness.Fill(good with { Outcome = (Outcome)7 });
        harness.Fill(good with { Status = (FillStatus)9 });
        harness.Fill(good with { Market = new MarketId(5) });
        Assert.Equal(6, harness.Engine.Totals.RefusedInputs);
        Assert.Equal(Size.Zero, harness.View.Up.Provisional);
    }
}
