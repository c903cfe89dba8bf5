using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Orders;

public sealed class CancelOrderTests
{
    [Fact]
    public void A_person_cancels_one_live_order()
    {
        var harness = new EngineHarness();
        var placed = harness.Quote();
        harness.Report(placed.Intent, OrderReportKind.Live);
        harness.Do(effects => harness.Engine.OnCancelOrder(harness.Now, placed.Intent, effects));
        Assert.Equal(placed.Intent, harness.Last.Single(static effect => effect.Kind == EffectKind.Cancel).Intent);
        Assert.Equal(OrderState.PendingCancel, Assert.Single(harness.Engine.LiveOrders()).State);
    }

    [Fact]
    public void One_that_is_not_acknowledged_is_cancelled_when_it_shows_life()
    {
        var harness = new EngineHarness();
        var placed = harness.Quote();
        harness.Do(effects => harness.Engine.OnCancelOrder(harness.Now, placed.Intent, effects));
        Assert.Empty(harness.Cancelled());
        harness.Report(placed.Intent, OrderReportKind.Live);
        Assert.Equal(placed.Intent, Assert.Single(harness.Cancelled()).Intent);
    }

    [Fact]
    public void An_order_that_is_over_or_unknown_is_refused_and_counted()
    {
        var harness = new EngineHarness();
        var placed = harness.Quote();
        harness.Report(placed.Intent, OrderReportKind.Rejected, Reason.RejectedOther);
        var before = harness.Engine.Totals.RefusedInputs;
        harness.Do(effects => harness.Engine.OnCancelOrder(harness.Now, placed.Intent, effects));
        harness.Do(effects => harness.Engine.OnCancelOrder(harness.Now, new IntentId(999), effects));
        harness.Do(effects => harness.Engine.OnCancelOrder(harness.Now, IntentId.None, effects));
        Assert.Equal(before + 3, harness.Engine.Totals.RefusedInputs);
        Assert.Empty(harness.Cancelled());
    }
}
