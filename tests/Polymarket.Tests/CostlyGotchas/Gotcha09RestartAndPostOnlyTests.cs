using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Tests.Orders;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 9: 425, then two minutes of post-only. Takers are blocked meanwhile, resting orders are not believed in.</summary>
public sealed class Gotcha09RestartAndPostOnlyTests : IDisposable
{
    private readonly GatewayHarness _gateway = new();

    [Fact]
    public void The_way_is_restarting_then_post_only_then_normal()
    {
        _gateway.Answer(_gateway.Place(1), 425, "", retryAfter: 3);
        Assert.Equal((VenueMode.Restarting, Reason.VenueRestarting), (_gateway.Gateway.Mode, _gateway.Last.Reason));
        _gateway.Pass(Duration.FromSeconds(3));
        Assert.Equal(VenueMode.PostOnly, _gateway.Gateway.Mode);
        _gateway.Handle(_gateway.PlaceEffect(2, OrderType.Fak));
        Assert.Equal((OrderReportKind.Rejected, Reason.VenuePostOnly), (_gateway.Last.Kind, _gateway.Last.Reason));
        Assert.Equal("POST /order", GatewayHarness.PathOf(_gateway.Place(3)));
        _gateway.Pass(Duration.FromSeconds(120));
        Assert.Equal([VenueMode.Restarting, VenueMode.PostOnly, VenueMode.Normal], _gateway.Modes);
    }

    [Fact]
    public void Post_only_mode_lasts_as_long_as_the_venue_says()
    {
        _gateway.Answer(_gateway.Place(1), 503, """{"error":"post-only mode: only post-only orders and cancels are allowed","code":"post_only_mode","retry_after_seconds":79}""");
        _gateway.Pass(Duration.FromSeconds(78));
        Assert.Equal(VenueMode.PostOnly, _gateway.Gateway.Mode);
        _gateway.Pass(Duration.FromSeconds(1));
        Assert.Equal(VenueMode.Normal, _gateway.Gateway.Mode);
    }

    [Fact]
    public void A_batch_refused_during_a_restart_is_refused_order_by_order()
    {
        _gateway.Handle([_gateway.PlaceEffect(1), _gateway.PlaceEffect(2)]);
        _gateway.Answer(_gateway.TakenOne(), 425, "");
        Assert.Equal(2, _gateway.Reports.Count(report => report is { Kind: OrderReportKind.Rejected, Reason: Reason.VenueRestarting }));
    }

    [Fact]
    public void Cancels_go_out_while_it_restarts()
    {
        _gateway.PlaceLive(1);
        _gateway.Answer(_gateway.Place(2), 425, "");
        _gateway.Cancel(1);
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(_gateway.TakenOne()));
    }

    public void Dispose() => _gateway.Dispose();
}
