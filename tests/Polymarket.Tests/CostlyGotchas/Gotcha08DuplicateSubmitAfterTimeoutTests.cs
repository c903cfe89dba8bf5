using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Tests.Orders;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 8: after a timeout the order is looked up by the hash known beforehand; <c>Duplicated.</c> proves that it arrived.</summary>
public sealed class Gotcha08DuplicateSubmitAfterTimeoutTests : IDisposable
{
    private readonly GatewayHarness _gateway = new();

    [Fact]
    public void After_a_timeout_the_hash_is_asked_for_and_nothing_is_sent_again()
    {
        _gateway.TimeOut(_gateway.Place(1));
        Assert.Equal(OrderReportKind.Unknown, _gateway.Last.Kind);
        var question = _gateway.TakenOne();
        Assert.Equal($"GET /data/order/{_gateway.HashOf(1)}", GatewayHarness.PathOf(question));
        _gateway.Answer(question, 200, _gateway.Told(1, "LIVE"));
        Assert.Equal(OrderReportKind.Live, _gateway.Last.Kind);
        _gateway.Pass(Duration.FromSeconds(30));
        Assert.DoesNotContain(_gateway.Taken(), call => call.Method == "POST");
        Assert.Single(_gateway.Signed);
    }

    [Fact]
    public void Duplicated_means_that_the_first_copy_arrived_and_is_reconciled()
    {
        _gateway.Answer(_gateway.Place(1), 400, $$"""{"error":"order {{_gateway.HashOf(1)}} is invalid. Duplicated."}""");
        Assert.Equal((OrderReportKind.Unknown, Reason.RejectedDuplicate), (_gateway.Last.Kind, _gateway.Last.Reason));
        _gateway.Answer(_gateway.TakenOne(), 404, "");
        _gateway.Answer(_gateway.TakenOne(), 200, """{"data":[],"next_cursor":"LTE="}""");
        _gateway.Pass(Duration.FromSeconds(1));
        _gateway.Answer(_gateway.TakenOne(), 404, "");
        _gateway.Answer(_gateway.TakenOne(), 200, """{"data":[],"next_cursor":"LTE="}""");

        // It arrived and rests no more: cancelled, not "never arrived".
        Assert.Equal(OrderReportKind.Cancelled, _gateway.Last.Kind);
    }

    [Fact]
    public void A_resend_of_what_never_left_is_the_same_order()
    {
        var first = _gateway.Place(1);
        _gateway.NotSent(first);
        _gateway.Pass(Duration.FromMilliseconds(60));
        Assert.Equal(first.Body.ToArray(), _gateway.TakenOne().Body.ToArray());
    }

    public void Dispose() => _gateway.Dispose();
}
