using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Polymarket.Tests.Orders;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 10: cancel-only comes as a 503 with words only; orders stop, cancels flow on.</summary>
public sealed class Gotcha10CancelOnlyHasNoCodeTests : IDisposable
{
    private readonly GatewayHarness _gateway = new();

    [Theory]
    [InlineData("Trading is currently cancel-only. New orders are not accepted, but cancels are allowed.", VenueMode.CancelOnly, Reason.VenueCancelOnly)]
    [InlineData("trading is currently CANCEL-ONLY", VenueMode.CancelOnly, Reason.VenueCancelOnly)]
    [InlineData("Trading is currently disabled. Check polymarket.com for updates", VenueMode.Disabled, Reason.VenueDisabled)]
    [InlineData("trading is disabled", VenueMode.Disabled, Reason.VenueDisabled)]
    public void The_mode_is_told_by_the_words_and_cancels_still_go_out(string words, VenueMode mode, Reason reason)
    {
        _gateway.PlaceLive(1);
        _gateway.Answer(_gateway.Place(2), 503, $$"""{"error":"{{words}}"}""");
        Assert.Equal((mode, reason), (_gateway.Gateway.Mode, _gateway.Last.Reason));
        _gateway.Handle(_gateway.PlaceEffect(3));
        Assert.Equal((OrderReportKind.Rejected, reason), (_gateway.Last.Kind, _gateway.Last.Reason));
        _gateway.Cancel(1);
        _gateway.Handle(new Effect { Kind = EffectKind.CancelAll });
        Assert.Equal(["DELETE /order", "DELETE /cancel-all"], _gateway.Taken().Select(GatewayHarness.PathOf));
    }

    public void Dispose() => _gateway.Dispose();
}
