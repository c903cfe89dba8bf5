using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Risk;

public sealed class WorldTests
{
    [Theory]
    [InlineData(Feed.User, Reason.UserStreamDown)]
    [InlineData(Feed.Market, Reason.DataGap)]
    [InlineData(Feed.Oracle, Reason.OracleStale)]
    [InlineData(Feed.Heartbeat, Reason.HeartbeatMissed)]
    [InlineData(Feed.Reconciliation, Reason.ReconciliationPending)]
    [InlineData(Feed.Storage, Reason.StateStoreUnavailable)]
    [InlineData(Feed.Journal, Reason.JournalBehind)]
    public void A_feed_that_is_down_takes_the_entry_away_and_gives_its_reason(Feed feed, Reason reason)
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Feed(feed, false);
        Assert.Equal(reason, harness.View.NotQuoting);
        Assert.Equal(entry.Intent, harness.Cancelled().Single().Intent);
        Assert.Equal(feed == Feed.Heartbeat, harness.HasLast(EffectKind.CancelAll));
        harness.Report(entry.Intent, OrderReportKind.Cancelled);
        harness.Feed(feed, true);
        Assert.Equal(2, harness.Placed().Count());
    }

    [Theory]
    [InlineData(Feed.Oracle, true)]
    [InlineData(Feed.Storage, true)]
    [InlineData(Feed.Journal, true)]
    [InlineData(Feed.User, false)]
    [InlineData(Feed.Reconciliation, false)]
    public void Closing_goes_on_without_oracle_and_storage_and_stops_where_it_could_double(Feed feed, bool closes)
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Feed(feed, false);
        harness.Fill(entry);
        Assert.Equal(closes, harness.LastPlaced().Purpose == OrderPurpose.Exit);
    }

    [Fact]
    public void A_restarting_venue_gets_nothing_and_loses_nothing()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Mode(VenueMode.Restarting);
        Assert.Equal(Reason.VenueRestarting, harness.View.NotQuoting);
        Assert.Empty(harness.Cancelled());
        harness.Do(e => harness.Engine.OnHalt(harness.Now, Reason.ManualHalt, e));
        Assert.Empty(harness.Cancelled());
        harness.Mode(VenueMode.Normal);
        Assert.Single(harness.Cancelled());
    }

    [Fact]
    public void A_post_only_venue_gets_entries_and_no_taking_order()
    {
        var harness = new EngineHarness();
        harness.Mode(VenueMode.PostOnly);
        harness.Enter();
        harness.Report(harness.LastPlaced().Intent, OrderReportKind.Live);
        harness.Wait(Duration.FromMilliseconds(200));
        harness.Book(38, 42);
        foreach (var cancelled in harness.Cancelled().ToList())
        {
            harness.Report(cancelled.Intent, OrderReportKind.Cancelled);
        }

        Assert.All(harness.Placed(), order => Assert.True(order.PostOnly));
        Assert.Equal(OrderPurpose.Unwind, harness.LastPlaced().Purpose);
        harness.Report(harness.LastPlaced().Intent, OrderReportKind.Live);
        harness.Mode(VenueMode.Normal);
        harness.Report(harness.Cancelled().Last().Intent, OrderReportKind.Cancelled);
        Assert.Equal(OrderType.Fak, harness.LastPlaced().Type);
    }

    [Theory]
    [InlineData(VenueMode.CancelOnly, Reason.VenueCancelOnly, false)]
    [InlineData(VenueMode.Disabled, Reason.VenueDisabled, false)]
    [InlineData(VenueMode.Geoblocked, Reason.Geoblocked, false)]
    [InlineData(VenueMode.ClosedOnly, Reason.VenueClosedOnly, true)]
    public void Other_modes_stop_opening_and_take_the_entry_away(VenueMode mode, Reason reason, bool closes)
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Mode(mode);
        Assert.Equal(reason, harness.View.NotQuoting);
        Assert.Single(harness.Cancelled());
        harness.Fill(entry);
        Assert.Equal(closes, harness.LastPlaced().Purpose == OrderPurpose.Exit);
    }

    [Fact]
    public void Eight_seconds_without_any_market_data_cancel_the_markets_orders_once()
    {
        var harness = new EngineHarness();
        harness.Enter();
        harness.Report(harness.LastPlaced().Intent, OrderReportKind.Live);
        harness.Wait(Duration.FromSeconds(8));
        Assert.DoesNotContain(harness.Effects, effect => effect.Kind == EffectKind.CancelMarket);
        harness.Wait(Duration.FromSeconds(10));
        Assert.Single(harness.Effects, effect => effect.Kind == EffectKind.CancelMarket && effect.Reason == Reason.DataGap);
        Assert.Equal(Reason.DataGap, harness.View.NotQuoting);
    }

    [Fact]
    public void A_quiet_book_is_no_gap_while_another_market_proves_the_connection_alive()
    {
        var harness = new EngineHarness();
        var other = harness.Do(e => harness.Engine.AddMarket(harness.Now, EngineHarness.NewSpec(1), e));
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        for (var second = 0; second < 12; second++)
        {
            harness.Wait(Duration.FromSeconds(1));
            harness.Do(e => harness.Engine.OnTrade(harness.Now, other, default, e));
        }

        Assert.DoesNotContain(harness.Effects, effect => effect.Kind == EffectKind.CancelMarket);
        Assert.Equal(Reason.MarketInactive, harness.View.NotQuoting);
    }

    [Fact]
    public void A_lost_book_takes_the_entry_away_until_both_snapshots_are_back()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Do(e => harness.Engine.OnBookLost(harness.Now, harness.Market, e));
        Assert.Equal(Reason.BookMissing, harness.View.NotQuoting);
        Assert.Single(harness.Cancelled());
        harness.Report(entry.Intent, OrderReportKind.Cancelled);
        harness.Book(48, 52);
        Assert.Equal(2, harness.Placed().Count());
    }

    [Fact]
    public void A_halt_cancels_everything_and_nothing_is_sent_until_it_is_lifted()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Do(e => harness.Engine.OnHalt(harness.Now, Reason.ManualHalt, e));
        Assert.True(harness.HasLast(EffectKind.CancelAll));
        Assert.True(harness.HasLast(EffectKind.Cancel));
        harness.Fill(entry);
        Assert.Single(harness.Placed());
        Assert.Equal(Reason.ManualHalt, harness.View.Halt);
        harness.Do(e => harness.Engine.OnResume(harness.Now, e));
        Assert.Equal(OrderPurpose.Exit, harness.LastPlaced().Purpose);
    }

    [Fact]
    public void A_market_whose_settlement_rule_is_unknown_is_not_quoted()
    {
        var harness = new EngineHarness(spec: EngineHarness.NewSpec(0) with { Settlement = SettlementRule.Unknown });
        harness.Trade();
        harness.Book(48, 52);
        Assert.Equal(Reason.SettlementRuleUnknown, harness.View.NotQuoting);
    }

    [Fact]
    public void Only_journal_and_control_are_believed_before_anybody_spoke_of_them()
    {
        var world = new World();
        Assert.Equal([Feed.Journal, Feed.Control], Enum.GetValues<Feed>().Where(world.IsHealthy).Order());
    }

    [Fact]
    public void A_stale_wish_of_the_control_plane_stops_opening_and_not_closing()
    {
        var bench = new RiskBench();
        bench.World.SetHealthy(Feed.Control, false);
        Assert.Equal((Reason.DesiredStateStale, Reason.None), (bench.World.OpeningVerdict(requireOracle: true), bench.World.ClosingVerdict(taking: true)));
        bench.World.Halt = Reason.ManualHalt;
        Assert.Equal((Reason.ManualHalt, Reason.ManualHalt), (bench.World.OpeningVerdict(requireOracle: true), bench.World.ClosingVerdict(taking: true)));
    }

    [Fact]
    public void Nothing_is_healthy_until_it_is_told_so()
    {
        var harness = new EngineHarness(ready: false);
        harness.WaitUntil(EngineHarness.Opens + Duration.FromSeconds(1));
        harness.Trade();
        harness.Book(48, 52);
        Assert.Empty(harness.Placed());
        Assert.Equal(Reason.HeartbeatMissed, harness.View.NotQuoting);
    }
}
