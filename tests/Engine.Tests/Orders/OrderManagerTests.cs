using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Orders;

public sealed class OrderManagerTests
{
    [Fact]
    public void There_is_never_a_second_live_order_for_the_same_role()
    {
        var harness = new EngineHarness();
        harness.Quote();
        harness.Wait(Duration.FromSeconds(1));
        harness.Book(46, 50);
        harness.Book(44, 48);
        Assert.Single(harness.Placed());
    }

    [Fact]
    public void An_order_without_an_answer_is_cancelled_with_its_first_sign_of_life()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Feed(Feed.User, false);
        Assert.False(harness.HasLast(EffectKind.Cancel));
        harness.Report(entry.Intent, OrderReportKind.Live);
        Assert.Equal(entry.Intent, harness.Cancelled().Single().Intent);
    }

    [Fact]
    public void A_failed_cancel_is_sent_again_with_doubling_pauses()
    {
        var harness = Cancelling(out var entry);
        var moments = new List<long>();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var failed = harness.Now;
            harness.Report(entry.Intent, OrderReportKind.CancelFailed);
            var sent = harness.Cancelled().Count();
            while (harness.Cancelled().Count() == sent)
            {
                harness.Wait(Duration.FromMilliseconds(10));
            }

            moments.Add((harness.Now - failed).Micros / 1000);
        }

        Assert.Equal([250, 500, 1000, 2000], moments);
    }

    [Fact]
    public void A_cancel_without_an_answer_is_sent_again_and_a_person_is_told_in_the_end()
    {
        var harness = Cancelling(out _);
        harness.Wait(Duration.FromSeconds(12));
        Assert.Equal(5, harness.Cancelled().Count());
        Assert.Single(harness.Effects, effect => effect.Kind == EffectKind.Alert && effect.Reason == Reason.CancelNotConfirmed);
    }

    [Fact]
    public void A_fill_before_the_acknowledgement_counts_and_the_late_acknowledgement_changes_nothing()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Fill(entry);
        harness.Report(entry.Intent, OrderReportKind.Live);
        Assert.Equal(Size.Shares(10), harness.View.Up.Provisional);
        Assert.Equal(OrderPurpose.Exit, harness.View.LiveOrders.Single().Purpose);
    }

    [Fact]
    public void A_trade_told_after_the_cancel_is_booked_and_closed()
    {
        var harness = Cancelling(out var entry);
        harness.Report(entry.Intent, OrderReportKind.Cancelled, matched: Size.Shares(6));
        Assert.DoesNotContain(harness.Placed(), effect => effect.Purpose == OrderPurpose.Entry && effect.Intent != entry.Intent);
        harness.Fill(entry, Size.Shares(6));
        Assert.Equal(Size.Shares(6), harness.View.Up.Provisional);
        Assert.Equal(Size.Shares(6), harness.LastPlaced().Size);
        Assert.Equal(OrderPurpose.Exit, harness.LastPlaced().Purpose);
    }

    [Fact]
    public void An_announced_fill_that_does_not_come_stops_opening_until_it_comes()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Cancelled, matched: Size.Shares(2));
        for (var second = 0; second < 6; second++)
        {
            harness.Wait(Duration.FromSeconds(1));
            harness.Book(48, 52);
        }

        Assert.Equal(Reason.ReconciliationPending, harness.View.NotQuoting);
        harness.Fill(entry, Size.Shares(2));
        Assert.Equal(Reason.None, harness.View.NotQuoting);
    }

    [Fact]
    public void A_hundredth_of_a_share_that_a_matched_order_lacks_is_rounding_and_not_waited_for()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Fill(entry, new Size(9_990_000));
        harness.Report(entry.Intent, OrderReportKind.Matched);
        Assert.Equal(new Size(9_990_000), harness.LastPlaced().Size);
        for (var second = 0; second < 6; second++)
        {
            harness.Wait(Duration.FromSeconds(1));
            harness.Book(48, 52);
        }

        Assert.Equal(Reason.PositionOpen, harness.View.NotQuoting);
    }

    [Fact]
    public void Shares_beyond_the_orders_size_are_held_and_told()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Fill(entry, Size.Shares(13));
        Assert.Equal(Size.Shares(13), harness.View.Up.Provisional);
        var alert = harness.Effects.Single(effect => effect.Kind == EffectKind.Alert && effect.Reason == Reason.Overfill);
        Assert.Equal(Size.Shares(3), alert.Size);
        Assert.DoesNotContain(harness.View.LiveOrders, order => order.Remaining.Units < 0);
    }

    [Fact]
    public void A_post_only_refusal_cools_down_and_is_counted()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Rejected, Reason.RejectedPostOnlyWouldCross);
        Assert.Equal(Reason.CoolingDown, harness.View.NotQuoting);
        harness.Wait(Duration.FromMilliseconds(249));
        Assert.Single(harness.Placed());
        harness.Wait(Duration.FromMilliseconds(1));
        Assert.Equal(2, harness.Placed().Count());
        Assert.Equal(1, harness.Engine.Totals.PostOnlyRejected);
    }

    [Fact]
    public void An_order_that_never_arrived_and_then_shows_life_is_cancelled_and_told()
    {
        var harness = new EngineHarness();
        var entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Unknown);
        Assert.Single(harness.View.LiveOrders);
        harness.Report(entry.Intent, OrderReportKind.NeverArrived);
        Assert.Empty(harness.View.LiveOrders);
        harness.Report(entry.Intent, OrderReportKind.Live);
        Assert.Equal(entry.Intent, harness.Cancelled().Single().Intent);
        Assert.Contains(harness.Last, effect => effect.Kind == EffectKind.Alert && effect.Reason == Reason.UnknownOutcomeResolved);
    }

    [Fact]
    public void Numbers_begin_where_the_setting_says()
    {
        var harness = new EngineHarness(new EngineOptions { Orders = new OrderOptions { FirstIntent = 5_000 } });
        Assert.Equal(new IntentId(5_000), harness.Quote().Intent);
    }

    [Fact]
    public void Reports_on_orders_it_does_not_know_are_counted_and_skipped()
    {
        var harness = new EngineHarness();
        harness.Report(new IntentId(99), OrderReportKind.Live);
        harness.Report(new IntentId(-1), OrderReportKind.Live);
        harness.Report(IntentId.None, OrderReportKind.Cancelled);
        Assert.Equal(3, harness.Engine.Totals.RefusedInputs);
    }

    private static EngineHarness Cancelling(out Effect entry)
    {
        var harness = new EngineHarness();
        entry = harness.Quote();
        harness.Report(entry.Intent, OrderReportKind.Live);
        harness.Feed(Feed.Storage, false);
        Assert.Equal(entry.Intent, harness.Cancelled().Single().Intent);
        return harness;
    }
}
