using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Tests.Orders;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>
/// A marketable order is held by the venue for a moment: its answer comes late, nothing can cancel it meanwhile, and it can be refused
/// after the hold. (That the venue's makers can leave during the hold is the simulator's side: TakerHoldTests.)
/// </summary>
public sealed class Gotcha13TakerDelayTests : IDisposable
{
    private readonly GatewayHarness _venue = new();

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void A_cancel_during_the_hold_waits_for_the_outcome_and_reaches_what_then_rests()
    {
        var placement = _venue.Place(1);
        _venue.Cancel(1);
        _venue.Pass(Duration.FromMilliseconds(250));
        Assert.Empty(_venue.Taken());
        Assert.DoesNotContain(_venue.Reports, report => report.Kind == OrderReportKind.Cancelled);

        _venue.Answer(placement, 200, _venue.Live(1));
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(_venue.TakenOne()));
    }

    [Fact]
    public void An_order_refused_after_the_hold_is_a_refusal_and_nothing_is_left_to_cancel()
    {
        var placement = _venue.Place(1, OrderType.Fak, OrderPurpose.Exit);
        _venue.Pass(Duration.FromMilliseconds(150));
        _venue.Answer(placement, 400, """{"error":"no orders found to match with FAK order. FAK orders are partially filled or killed if no match is found."}""");
        Assert.Equal((OrderReportKind.Rejected, Reason.RejectedNoMatch), (_venue.Last.Kind, _venue.Last.Reason));
        Assert.Equal(0, _venue.Gateway.UnfinishedCount);
    }

    [Fact]
    public void An_order_told_as_delayed_is_asked_about_and_never_taken_for_done()
    {
        var placement = _venue.Place(1);
        _venue.Answer(placement, 200, _venue.Placed(1, "delayed", "0", "0"));
        Assert.DoesNotContain(_venue.Reports, report => report.Kind is OrderReportKind.Rejected or OrderReportKind.Cancelled);
        Assert.NotEqual(0, _venue.Gateway.UnfinishedCount);
    }
}
