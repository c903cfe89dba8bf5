using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Tests.Orders;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 7: <c>order_version_mismatch</c> is answered by asking for the version and signing once more, never twice.</summary>
public sealed class Gotcha07OrderVersionMismatchTests : IDisposable
{
    private const string Mismatch = """{"error":"order_version_mismatch"}""";

    private readonly GatewayHarness _gateway = new();

    [Fact]
    public void It_is_signed_once_more_as_another_order_after_the_venue_told_its_version()
    {
        var first = _gateway.Place(1);
        var oldHash = _gateway.HashOf(1);
        _gateway.Answer(first, 400, Mismatch);
        var question = _gateway.TakenOne();
        Assert.Equal("GET /version", GatewayHarness.PathOf(question));
        _gateway.Answer(question, 200, """{"version":2}""");
        var second = _gateway.TakenOne();
        Assert.Equal("POST /order", GatewayHarness.PathOf(second));
        Assert.NotEqual(oldHash, _gateway.HashOf(1));
        Assert.Equal([oldHash, _gateway.HashOf(1)], _gateway.Signed.Select(signed => signed.Hash));
        _gateway.Answer(second, 200, _gateway.Live(1));
        Assert.Equal(OrderReportKind.Live, _gateway.Last.Kind);
    }

    [Fact]
    public void A_second_mismatch_is_final()
    {
        _gateway.Answer(_gateway.Place(1), 400, Mismatch);
        _gateway.Answer(_gateway.TakenOne(), 200, """{"version":"2"}""");
        _gateway.Answer(_gateway.TakenOne(), 400, Mismatch);
        Assert.Equal((OrderReportKind.Rejected, Reason.RejectedOrderVersion), (_gateway.Last.Kind, _gateway.Last.Reason));
        Assert.Empty(_gateway.Taken());
    }

    [Theory]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":9}""")]
    [InlineData("<html>")]
    public void A_version_this_client_does_not_sign_is_final(string answer)
    {
        _gateway.Answer(_gateway.Place(1), 400, Mismatch);
        _gateway.Answer(_gateway.TakenOne(), 200, answer);
        Assert.Equal(Reason.RejectedOrderVersion, _gateway.Last.Reason);
        Assert.Single(_gateway.Signed);
    }

    [Fact]
    public void An_order_whose_refusal_is_not_proved_is_never_signed_again()
    {
        var call = _gateway.Place(1);
        _gateway.TimeOut(call);
        Assert.DoesNotContain(_gateway.Taken(), asked => GatewayHarness.PathOf(asked) == "GET /version");
        _gateway.Handle([_gateway.PlaceEffect(2), _gateway.PlaceEffect(3)]);
        _gateway.Answer(_gateway.TakenOne(), 400, Mismatch);
        Assert.All(_gateway.Taken(), asked => Assert.StartsWith("GET /data/order/", GatewayHarness.PathOf(asked), StringComparison.Ordinal));
        Assert.Equal(3, _gateway.Signed.Count);
    }

    [Fact]
    public void An_order_that_is_not_wanted_any_more_is_not_signed_again()
    {
        _gateway.Answer(_gateway.Place(1), 400, Mismatch);
        var question = _gateway.TakenOne();
        _gateway.IsStillWanted = false;
        _gateway.Answer(question, 200, """{"version":2}""");
        Assert.Equal((OrderReportKind.Rejected, Reason.RejectedOrderVersion), (_gateway.Last.Kind, _gateway.Last.Reason));
        Assert.Single(_gateway.Signed);
        _gateway.Answer(_gateway.Place(2), 400, Mismatch);
        Assert.Empty(_gateway.Taken());
        Assert.Equal(OrderReportKind.Rejected, _gateway.Last.Kind);
    }

    [Fact]
    public void Without_an_answer_for_the_version_the_order_is_given_up()
    {
        _gateway.Answer(_gateway.Place(1), 400, Mismatch);
        _gateway.Taken();
        _gateway.Pass(Duration.FromSeconds(6));
        Assert.Equal((OrderReportKind.Rejected, Reason.RejectedOrderVersion), (_gateway.Last.Kind, _gateway.Last.Reason));
    }

    public void Dispose() => _gateway.Dispose();
}
