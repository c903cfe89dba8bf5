using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Tests.Orders;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>
/// Point 12: orders with an end date live too long for short windows, so none is sent; a market is cleared by one cancel of its
/// condition, whose cost may take the cancel budget below zero.
/// </summary>
public sealed class Gotcha12GoodTillDateTests : IDisposable
{
    private readonly GatewayHarness _gateway = new();

    [Fact]
    public void An_order_with_an_end_date_is_refused_before_it_is_signed()
    {
        _gateway.Handle(_gateway.PlaceEffect(1, OrderType.Gtd));
        Assert.Equal(OrderReportKind.Rejected, _gateway.Last.Kind);
        Assert.Empty(_gateway.Taken());
        Assert.Empty(_gateway.Signed);
    }

    [Fact]
    public void A_market_is_cleared_by_one_call_that_names_its_condition()
    {
        _gateway.PlaceLive(1);
        _gateway.Handle(new Effect { Kind = EffectKind.CancelMarket, Market = new MarketId(0) });
        var call = _gateway.TakenOne();
        Assert.Equal("DELETE /cancel-market-orders", GatewayHarness.PathOf(call));
        Assert.Contains("\"market\":\"0x03e0", GatewayHarness.BodyOf(call), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clearing_is_charged_one_and_each_order_and_holds_later_cancels_back()
    {
        for (var intent = 1L; intent <= 61; intent++)
        {
            _gateway.PlaceLive(intent);
            _gateway.Pass(Duration.FromMilliseconds(30));
        }

        var hashes = string.Join(',', Enumerable.Range(1, 60).Select(intent => $"\"{_gateway.HashOf(intent)}\""));
        for (var sweep = 0; sweep < 3; sweep++)
        {
            _gateway.Handle(new Effect { Kind = EffectKind.CancelAll });
            _gateway.Answer(_gateway.Taken().Single(call => GatewayHarness.PathOf(call) == "DELETE /cancel-all"), 200, $$"""{"canceled":[{{hashes}}],"not_canceled":{} }""");
        }

        // Three times 61 of 120: 63 are owed, and 80 flow in a second.
        var debt = _gateway.Gateway.CancelDebt(_gateway.Now);
        Assert.True(debt.IsOwed);
        Assert.InRange((debt.PayableAt - _gateway.Now).TotalSeconds, 0.7, 0.9);
        _gateway.Taken();
        _gateway.Cancel(61);
        Assert.Empty(_gateway.Taken());
        _gateway.Pass(Duration.FromSeconds(1));
        Assert.Contains(_gateway.Taken(), call => GatewayHarness.PathOf(call).StartsWith("DELETE /order", StringComparison.Ordinal));
    }

    public void Dispose() => _gateway.Dispose();
}
