using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Tests.Orders;

public sealed class OrderGatewayBatchTests : IDisposable
{
    private readonly GatewayHarness _gateway = new();

    [Fact]
    public void Placements_of_one_moment_go_as_one_batch()
    {
        _gateway.Handle(Places(1, 2, 3));
        var call = _gateway.TakenOne();
        Assert.Equal("POST /orders", GatewayHarness.PathOf(call));
        Assert.Equal(3, GatewayHarness.BodyOf(call).Split("\"owner\"").Length - 1);
        _gateway.Answer(call, 200, $"[{_gateway.Live(1)},{_gateway.Live(2)},{_gateway.Live(3)}]");
        Assert.Equal([OrderReportKind.Live, OrderReportKind.Live, OrderReportKind.Live], _gateway.Reports.Select(report => report.Kind));
    }

    [Fact]
    public void A_batch_carries_at_most_fifteen()
    {
        _gateway.Handle(Places([.. Enumerable.Range(1, 31).Select(intent => (long)intent)]));
        Assert.Equal(["POST /orders", "POST /orders", "POST /order"], _gateway.Taken().Select(GatewayHarness.PathOf));
    }

    [Fact]
    public void Placements_without_a_token_are_refused_and_the_others_go()
    {
        using var poor = new GatewayHarness(new OrderGatewayOptions { Epoch = 7, RateLimits = new SignerRateLimitOptions { OrderBurst = 2 } });
        poor.Handle([poor.PlaceEffect(1), poor.PlaceEffect(2), poor.PlaceEffect(3)]);
        Assert.Equal("POST /orders", GatewayHarness.PathOf(poor.TakenOne()));
        Assert.Equal((OrderReportKind.Rejected, Reason.RateLimited, 3L), (poor.Last.Kind, poor.Last.Reason, poor.Last.Intent.Number));
    }

    [Fact]
    public void An_order_cancelled_in_the_moment_it_is_placed_never_leaves()
    {
        _gateway.Handle([_gateway.PlaceEffect(1), new Effect { Kind = EffectKind.Cancel, Intent = new IntentId(1) }]);
        Assert.Empty(_gateway.Taken());
        Assert.Equal(OrderReportKind.NeverArrived, _gateway.Last.Kind);
    }

    [Fact]
    public void A_batch_that_never_left_is_sent_again_as_a_batch()
    {
        _gateway.Handle(Places(1, 2));
        var first = _gateway.TakenOne();
        _gateway.NotSent(first);
        _gateway.Pass(Duration.FromMilliseconds(60));
        var second = _gateway.TakenOne();
        Assert.Equal(GatewayHarness.BodyOf(first), GatewayHarness.BodyOf(second));
    }

    [Fact]
    public void Without_a_flush_the_next_tick_is_due_at_once_and_sends()
    {
        var outbox = new HttpOutbox();
        _gateway.Gateway.Handle(_gateway.Now, _gateway.PlaceEffect(1), outbox);
        Assert.Empty(outbox.Calls);
        Assert.True(_gateway.Gateway.NextDeadline <= _gateway.Now);
        _gateway.Gateway.Tick(_gateway.Now, outbox);
        Assert.Single(outbox.Calls);
    }

    [Fact]
    public void Cancels_of_one_moment_go_as_one_batch_and_each_gets_its_own_answer()
    {
        var (first, second) = (_gateway.PlaceLive(1), _gateway.PlaceLive(2));
        _gateway.PlaceLive(3);
        _gateway.Handle([Cancel(1), Cancel(2), Cancel(3)]);
        var call = _gateway.TakenOne();
        Assert.Equal("DELETE /orders", GatewayHarness.PathOf(call));
        _gateway.Answer(call, 200, $$"""{"canceled":["{{first}}"],"not_canceled":{"{{second}}":"order already matched"} }""");
        Assert.Equal(OrderReportKind.Cancelled, _gateway.Reports.Last(report => report.Intent.Number == 1).Kind);

        // Refused as gone, or not mentioned at all: both are asked about, neither is assumed.
        Assert.Equal(2, _gateway.Taken().Count(asked => GatewayHarness.PathOf(asked).StartsWith("GET /data/order/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Cancels_beyond_the_tokens_wait_for_them()
    {
        using var poor = new GatewayHarness(new OrderGatewayOptions
        {
            Epoch = 7,
            RateLimits = new SignerRateLimitOptions { CancelBurst = 4, CancelsPerSecond = 1, CancelReserve = 0 },
        });
        for (var intent = 1; intent <= 6; intent++)
        {
            poor.PlaceLive(intent);
        }

        poor.Handle([.. Enumerable.Range(1, 6).Select(intent => Cancel(intent))]);
        Assert.Equal(4, GatewayHarness.BodyOf(poor.TakenOne()).Split("0x").Length - 1);
        poor.Pass(Duration.FromMilliseconds(1_001));
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(poor.TakenOne()));
    }

    [Fact]
    public void A_cancel_debt_is_told_with_the_moment_of_its_end_and_again_when_it_is_paid()
    {
        _gateway.PlaceLive(1);
        _gateway.Handle(new Effect { Kind = EffectKind.CancelAll });
        _gateway.Answer(_gateway.TakenOne(), 200, """{"canceled":[],"not_canceled":{}}""", limits: RateLimitHeaders.None with { Remaining = -1_601 });
        var debt = Assert.Single(_gateway.Debts);
        Assert.True(debt.IsOwed);
        Assert.InRange((debt.PayableAt - _gateway.Now).TotalSeconds, 20, 21);
        _gateway.Handle(_gateway.PlaceEffect(2));
        Assert.Equal((OrderReportKind.Rejected, Reason.CancelDebt), (_gateway.Last.Kind, _gateway.Last.Reason));
        _gateway.Pass(Duration.FromSeconds(21));
        Assert.False(_gateway.Debts[^1].IsOwed);
    }

    public void Dispose() => _gateway.Dispose();

    private static Effect Cancel(long intent) => new() { Kind = EffectKind.Cancel, Intent = new IntentId(intent) };

    private Effect[] Places(params long[] intents) => [.. intents.Select(intent => _gateway.PlaceEffect(intent))];
}
