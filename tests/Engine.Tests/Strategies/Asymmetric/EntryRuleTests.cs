using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies.Asymmetric;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.Asymmetric;

public sealed class EntryRuleTests
{
    [Fact]
    public void Buys_at_the_best_bid_of_the_token_whose_micro_price_lies_above_its_mid()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        Assert.Equal((Outcome.Up, Side.Buy, Price.Cents(48), Size.Shares(10)), (entry.Outcome, entry.Side, entry.Price, entry.Size));
        Assert.True(entry.PostOnly);
        Assert.Equal(OrderType.Gtc, entry.Type);
        Assert.Equal(Reason.None, harness.View.NotQuoting);
    }

    [Fact]
    public void Buys_Down_when_the_heavier_side_is_the_ask_of_Up()
    {
        var harness = new EngineHarness();
        harness.Trade();
        harness.Book(48, 52, bidShares: 100, askShares: 300);
        var entry = harness.LastPlaced();
        Assert.Equal((Outcome.Down, Side.Buy, Price.Cents(48)), (entry.Outcome, entry.Side, entry.Price));
    }

    [Fact]
    public void Judges_no_side_before_a_trade_was_printed()
    {
        var harness = new EngineHarness();
        harness.Book(48, 52);
        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.NoSideQualifies, harness.View.NotQuoting);
    }

    [Fact]
    public void Judges_a_side_without_prints_where_that_was_waived()
    {
        var harness = new EngineHarness(new EngineOptions { Asymmetric = new AsymmetricOptions { RequireTradePrint = false } });
        harness.Book(48, 52);
        Assert.Equal((Outcome.Up, Price.Cents(48)), (harness.LastPlaced().Outcome, harness.LastPlaced().Price));
    }

    [Fact]
    public void Opens_nothing_while_the_price_feed_is_down_unless_that_was_waived()
    {
        var strict = new EngineHarness();
        strict.Feed(Feed.Oracle, false);
        strict.Trade();
        strict.Book(48, 52);
        Assert.Empty(strict.Placed());
        Assert.Equal(Reason.OracleStale, strict.View.NotQuoting);

        var waived = new EngineHarness(new EngineOptions { Signals = new PolyCloud.Engine.Signals.SignalOptions { RequireOracle = false } });
        waived.Feed(Feed.Oracle, false);
        waived.Trade();
        waived.Book(48, 52);
        Assert.NotEmpty(waived.Placed());
    }

    [Fact]
    public void Does_nothing_below_a_spread_of_three_cents()
    {
        var harness = new EngineHarness();
        harness.Trade();
        harness.Book(49, 51);
        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.SpreadTooNarrow, harness.View.NotQuoting);
    }

    [Fact]
    public void Quotes_at_a_spread_of_exactly_three_cents()
    {
        var harness = new EngineHarness();
        harness.Trade();
        harness.Book(48, 51);
        Assert.Single(harness.Placed());
    }

    [Fact]
    public void Waits_for_a_trade_before_it_believes_a_side()
    {
        var harness = new EngineHarness();
        harness.Book(48, 52);
        Assert.Equal(Reason.NoSideQualifies, harness.View.NotQuoting);
        harness.Trade();
        Assert.Single(harness.Placed());
    }

    [Fact]
    public void Quotes_nothing_on_a_one_sided_book()
    {
        var harness = new EngineHarness();
        harness.Trade();
        harness.Book(48, 52, askShares: 0);
        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.BookOneSided, harness.View.NotQuoting);
    }

    [Fact]
    public void Cancels_an_entry_whose_gap_closed_but_not_before_its_shortest_life()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Book(48, 50);
        Assert.False(harness.HasLast(EffectKind.Cancel));
        harness.Wait(Duration.FromMilliseconds(100));
        Assert.Equal(entry.Intent, harness.Cancelled().Single().Intent);
    }

    [Fact]
    public void Does_not_take_its_own_resting_bid_for_the_markets()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Wait(Duration.FromMilliseconds(200));

        // Only our ten shares are left at 48; the others' best is 46, so the entry follows down.
        harness.Book(48, 52, bidShares: 10, askShares: 5);
        Assert.Equal(entry.Intent, harness.Cancelled().Single().Intent);
        harness.Report(entry.Intent, OrderReportKind.Cancelled);
        Assert.Equal(Price.Cents(48), harness.LastPlaced().Price);
    }

    [Fact]
    public void Quotes_nothing_before_the_window_opens()
    {
        var harness = new EngineHarness(ready: false);
        foreach (var feed in Enum.GetValues<Feed>())
        {
            harness.Feed(feed, true);
        }

        harness.Collateral(1_000);
        harness.WaitUntil(EngineHarness.Opens - Duration.FromMilliseconds(500));
        harness.Trade();
        harness.Book(48, 52);
        Assert.Equal(Reason.NotYetOpen, harness.View.NotQuoting);
        Assert.Equal(MarketPhase.Warming, harness.View.Phase);
        Assert.Empty(harness.Placed());
        harness.WaitUntil(EngineHarness.Opens);
        Assert.Single(harness.Placed());
        Assert.Equal(EngineHarness.Opens, harness.LastPlaced().At);
    }

    [Fact]
    public void Pauses_for_fifteen_seconds_after_a_breakout_and_cancels_at_once()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Oracle(60_000, OracleSource.Spot);
        harness.Wait(Duration.FromSeconds(1));
        harness.Oracle(60_600);
        Assert.False(harness.HasLast(EffectKind.Cancel), "a price with a timestamp already seen is left out");
        harness.Do(e => harness.Engine.OnOracle(harness.Now, "btc", new OracleTick(OracleSource.Spot, new OraclePrice(60_600 * OraclePrice.Scale), harness.Now + new Duration(1)), e));
        Assert.True(harness.HasLast(EffectKind.Cancel));
        Assert.Equal(Reason.BreakoutInUnderlying, harness.View.NotQuoting);
    }

    [Fact]
    public void Opens_nothing_on_a_stale_oracle_and_says_so_without_a_new_input_but_the_clock()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Wait(Duration.FromSeconds(5), feeds: false);
        Assert.Equal(Reason.None, harness.View.NotQuoting);
        harness.Wait(Duration.FromMilliseconds(1), feeds: false);
        Assert.Equal(Reason.OracleStale, harness.View.NotQuoting);
        Assert.Single(harness.Cancelled());
    }

    [Fact]
    public void Needs_a_warm_volatility()
    {
        var harness = new EngineHarness(ready: false);
        foreach (var feed in Enum.GetValues<Feed>())
        {
            harness.Feed(feed, true);
        }

        harness.Collateral(1_000);
        harness.WaitUntil(EngineHarness.Opens, feeds: false);
        harness.Trade();
        harness.Book(48, 52);
        Assert.Equal(Reason.OracleStale, harness.View.NotQuoting);
        harness.Oracle(60_000);
        Assert.Equal(Reason.VolatilityWarmingUp, harness.View.NotQuoting);
    }

    [Fact]
    public void Rests_behind_the_touch_in_advance_where_the_setting_says_so()
    {
        var options = new EngineOptions { Asymmetric = new AsymmetricOptions { RestBehindTouch = Price.Cents(2) } };
        var harness = new EngineHarness(options);
        harness.Trade();
        harness.Book(49, 51);
        Assert.Equal(Price.Cents(47), harness.LastPlaced().Price);
    }

    [Fact]
    public void Enters_with_half_the_size_in_Unwind_and_not_at_all_where_the_share_is_zero()
    {
        var harness = new EngineHarness();
        harness.WaitUntil(harness.Spec.Closes - Duration.FromSeconds(120));
        harness.Quote();
        Assert.Equal(Size.Shares(5), harness.LastPlaced().Size);
        var none = new EngineHarness(new EngineOptions { Asymmetric = new AsymmetricOptions { UnwindSizePercent = 0 } });
        none.WaitUntil(none.Spec.Closes - Duration.FromSeconds(120));
        none.Trade();
        none.Book(48, 52);
        Assert.Empty(none.Placed());
    }

    [Fact]
    public void Leaves_prices_outside_its_zone_alone()
    {
        var harness = new EngineHarness();
        harness.Trade();
        harness.Book(4, 8);
        Assert.Empty(harness.Placed());
        harness.Book(94, 97);
        Assert.Empty(harness.Placed());
    }
}
