using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Tests.Orders;

public sealed class OrderGatewayCancelTests : IDisposable
{
    private readonly GatewayHarness _venue = new();

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void A_cancelled_order_is_over()
    {
        var hash = _venue.PlaceLive(1);
        _venue.Cancel(1);
        var call = _venue.TakenOne();
        Assert.Equal($$"""{"orderID":"{{hash}}"}""", GatewayHarness.BodyOf(call));

        _venue.Answer(call, 200, $$$"""{"canceled":["{{{hash}}}"],"not_canceled":{}}""");
        Assert.Equal(OrderReportKind.Cancelled, _venue.Last.Kind);
        Assert.Equal(0, _venue.Gateway.UnfinishedCount);
    }

    [Fact]
    public void Where_the_stream_is_silent_a_cancelled_order_is_over_only_when_the_venue_has_said_what_was_filled()
    {
        var hash = _venue.PlaceLive(1);
        _venue.Pass(Duration.FromSeconds(3));
        _venue.Cancel(1);
        _venue.Answer(_venue.TakenOne(), 200, $$$"""{"canceled":["{{{hash}}}"],"not_canceled":{}}""");
        Assert.Equal(OrderReportKind.Live, _venue.Last.Kind);

        var question = _venue.TakenOne();
        Assert.Equal("GET /data/order/" + hash, GatewayHarness.PathOf(question));
        _venue.Answer(question, 200, _venue.Told(1, "CANCELED", "8"));
        Assert.Equal((OrderReportKind.Cancelled, Size.Shares(8)), (_venue.Last.Kind, _venue.Last.MatchedTotal));
        Assert.Equal(0, _venue.Gateway.UnfinishedCount);
    }

    [Fact]
    public void Where_the_stream_speaks_the_answer_to_a_cancel_is_enough()
    {
        var hash = _venue.PlaceLive(1);
        _venue.Observe(1, OrderReportKind.Live);
        _venue.Pass(Duration.FromSeconds(3));
        _venue.Cancel(1);
        _venue.Answer(_venue.TakenOne(), 200, $$$"""{"canceled":["{{{hash}}}"],"not_canceled":{}}""");
        Assert.Equal(OrderReportKind.Cancelled, _venue.Last.Kind);
        Assert.Empty(_venue.Taken());
    }

    [Fact]
    public void A_sweep_asks_about_what_the_silent_stream_may_have_filled_and_cancels_again_what_still_rests()
    {
        var hash = _venue.PlaceLive(1);
        _venue.Pass(Duration.FromSeconds(3));
        _venue.Handle(new Effect { Kind = EffectKind.CancelAll });
        _venue.Answer(_venue.TakenOne(), 200, $$$"""{"canceled":["{{{hash}}}"],"not_canceled":{}}""");
        _venue.Answer(_venue.TakenOne(), 200, _venue.Told(1, "LIVE"));
        _venue.Pass(Duration.FromMilliseconds(1));
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(_venue.TakenOne()));
    }

    [Fact]
    public void A_cancel_of_an_order_in_flight_waits_for_the_placements_outcome()
    {
        var placement = _venue.Place(1);
        _venue.Cancel(1);
        Assert.Empty(_venue.Taken());

        _venue.Answer(placement, 200, _venue.Live(1));
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(_venue.TakenOne()));
    }

    [Fact]
    public void A_cancel_goes_out_by_hash_when_the_placements_outcome_is_unknown()
    {
        var placement = _venue.Place(1);
        _venue.Cancel(1);
        _venue.TimeOut(placement);
        Assert.Equal(["DELETE /order", "GET /data/order/" + _venue.HashOf(1)], _venue.Taken().Select(GatewayHarness.PathOf));
    }

    [Fact]
    public void A_cancel_of_an_order_that_was_never_sent_needs_no_venue()
    {
        var placement = _venue.Place(1);
        _venue.NotSent(placement);
        _venue.Cancel(1);
        Assert.Equal(OrderReportKind.NeverArrived, _venue.Last.Kind);
        _venue.Pass(Duration.FromSeconds(5));
        Assert.Empty(_venue.Taken());
    }

    [Fact]
    public void A_cancel_twice_is_sent_once()
    {
        _venue.PlaceLive(1);
        _venue.Cancel(1);
        _venue.Cancel(1);
        _venue.TakenOne();
    }

    [Fact]
    public void A_cancel_of_what_is_over_repeats_what_was_said()
    {
        _venue.Answer(_venue.Place(1), 200, _venue.Placed(1, "matched", "9.4", "20"));
        _venue.Cancel(1);
        Assert.Equal(2, _venue.Reports.Count);
        Assert.Equal(_venue.Reports[0], _venue.Reports[1]);
        Assert.Empty(_venue.Taken());
    }

    [Fact]
    public void A_cancel_of_an_intent_nobody_knows_fails_aloud()
    {
        _venue.Cancel(99);
        Assert.Equal((OrderReportKind.CancelFailed, Reason.ForeignOrder), (_venue.Last.Kind, _venue.Last.Reason));
    }

    [Theory]
    [InlineData("already canceled or matched")]
    [InlineData("Order already matched")]
    [InlineData("Order not found or already canceled")]
    [InlineData("Order not found")]
    public void A_cancel_refused_because_the_order_is_gone_asks_what_became_of_it(string why)
    {
        var hash = _venue.PlaceLive(1);
        _venue.Cancel(1);
        _venue.Answer(_venue.TakenOne(), 200, $$$"""{"canceled":[],"not_canceled":{"{{{hash}}}":"{{{why}}}"}}""");
        Assert.Equal(1, _venue.Gateway.UnresolvedCount);

        _venue.Answer(_venue.TakenOne(), 200, _venue.Told(1, "ORDER_STATUS_MATCHED", "20"));
        Assert.Equal((OrderReportKind.Matched, Size.Shares(20)), (_venue.Last.Kind, _venue.Last.MatchedTotal));
        Assert.Equal(0, _venue.Gateway.UnresolvedCount);
    }

    [Fact]
    public void A_cancel_refused_for_another_reason_has_failed()
    {
        var hash = _venue.PlaceLive(1);
        _venue.Cancel(1);
        _venue.Answer(_venue.TakenOne(), 200, $$$"""{"canceled":[],"not_canceled":{"{{{hash}}}":"order is being held"}}""");
        Assert.Equal((OrderReportKind.CancelFailed, Reason.RejectedOther), (_venue.Last.Kind, _venue.Last.Reason));

        _venue.Cancel(1);
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(_venue.TakenOne()));
    }

    [Theory]
    [InlineData(425, Reason.VenueRestarting)]
    [InlineData(429, Reason.RateLimited)]
    [InlineData(401, Reason.RejectedCredential)]
    [InlineData(503, Reason.VenueDisabled)]
    [InlineData(500, Reason.RejectedOther)]
    [InlineData(200, Reason.RejectedOther)]
    public void A_cancel_without_a_readable_answer_has_failed(int status, Reason reason)
    {
        _venue.PlaceLive(1);
        _venue.Cancel(1);
        _venue.Answer(_venue.TakenOne(), status, "?");
        Assert.Equal((OrderReportKind.CancelFailed, reason), (_venue.Last.Kind, _venue.Last.Reason));
        Assert.Equal(1, _venue.Gateway.UnfinishedCount);
    }

    [Fact]
    public void A_cancel_lost_on_the_way_has_failed()
    {
        _venue.PlaceLive(1);
        _venue.Cancel(1);
        _venue.TimeOut(_venue.TakenOne());
        Assert.Equal((OrderReportKind.CancelFailed, Reason.VenueUnreachable), (_venue.Last.Kind, _venue.Last.Reason));
    }

    [Fact]
    public void Cancels_that_fail_for_three_seconds_cannot_clear_the_book_until_one_is_carried_out()
    {
        var hash = _venue.PlaceLive(1);
        for (var tried = 0; tried < 3; tried++)
        {
            Assert.False(_venue.Gateway.CancelsFail(_venue.Now));
            RefuseCancel(503);
            _venue.Pass(Duration.FromSeconds(1));
        }

        Assert.True(_venue.Gateway.CancelsFail(_venue.Now));
        RefuseCancel(503);
        Assert.True(_venue.Gateway.CancelsFail(_venue.Now));
        _venue.PlaceLive(2);
        _venue.Cancel(1);
        _venue.Answer(_venue.TakenOne(), 200, $$$"""{"canceled":["{{{hash}}}"],"not_canceled":{}}""");
        Assert.False(_venue.Gateway.CancelsFail(_venue.Now));
    }

    [Fact]
    public void A_cancel_that_failed_and_is_not_wanted_any_more_is_forgotten_within_seconds()
    {
        _venue.PlaceLive(1);
        RefuseCancel(503);
        _venue.Pass(Duration.FromSeconds(5));
        Assert.True(_venue.Gateway.CancelsFail(_venue.Now));
        _venue.Pass(Duration.FromSeconds(2));
        Assert.False(_venue.Gateway.CancelsFail(_venue.Now));
        RefuseCancel(503);
        Assert.False(_venue.Gateway.CancelsFail(_venue.Now));
    }

    [Fact]
    public void Cancels_that_fail_matter_only_while_something_may_rest()
    {
        _venue.PlaceLive(1);
        RefuseCancel(503);
        _venue.Pass(Duration.FromSeconds(4));
        _venue.Observe(1, OrderReportKind.Cancelled);
        Assert.False(_venue.Gateway.CancelsFail(_venue.Now));
    }

    [Fact]
    public void A_sweep_that_is_refused_again_and_again_cannot_clear_the_book()
    {
        _venue.PlaceLive(1);
        _venue.Handle(new Effect { Kind = EffectKind.CancelAll });
        for (var until = _venue.Now + Duration.FromSeconds(20); _venue.Now < until; _venue.Pass(Duration.FromMilliseconds(50)))
        {
            Assert.False(_venue.Gateway.CancelsFail(_venue.Now) && _venue.Now < until - Duration.FromSeconds(17));
            Assert.True(_venue.Gateway.CancelsFail(_venue.Now) || _venue.Now < until - Duration.FromSeconds(16));
            foreach (var sweep in _venue.Taken().Where(static call => GatewayHarness.PathOf(call) == "DELETE /cancel-all"))
            {
                _venue.Answer(sweep, 503, "?");
            }
        }
    }

    [Fact]
    public void Cancels_beyond_the_budget_wait_for_it_and_are_never_dropped()
    {
        using var tight = new GatewayHarness(new OrderGatewayOptions
        {
            Epoch = 7,
            RateLimits = new SignerRateLimitOptions { CancelBurst = 2, CancelReserve = 1, CancelsPerSecond = 1 },
        });
        for (var intent = 1; intent <= 3; intent++)
        {
            tight.PlaceLive(intent);
        }

        for (var intent = 1; intent <= 3; intent++)
        {
            tight.Cancel(intent);
        }

        Assert.Equal(2, tight.Taken().Count);
        tight.Pass(Duration.FromMilliseconds(1_100));
        Assert.Contains(tight.HashOf(3).ToString(), GatewayHarness.BodyOf(tight.TakenOne()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_finishes_what_it_cancelled_asks_about_the_rest_and_reaches_what_is_in_flight()
    {
        var first = _venue.PlaceLive(1);
        _venue.PlaceLive(2);
        var inFlight = _venue.Place(3);
        _venue.Handle(new Effect { Kind = EffectKind.CancelAll });
        var sweep = _venue.TakenOne();
        Assert.Equal(("DELETE /cancel-all", 0), (GatewayHarness.PathOf(sweep), sweep.Body.Length));

        _venue.Answer(sweep, 200, $$$"""{"canceled":["{{{first}}}"],"not_canceled":{}}""");
        Assert.Equal(OrderReportKind.Cancelled, _venue.Reports.Last(report => report.Intent.Number == 1).Kind);
        Assert.Equal("GET /data/order/" + _venue.HashOf(2), GatewayHarness.PathOf(_venue.TakenOne()));

        _venue.Answer(inFlight, 200, _venue.Live(3));
        Assert.Contains(_venue.HashOf(3).ToString(), GatewayHarness.BodyOf(_venue.TakenOne()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_that_a_sweep_missed_is_cancelled_alone()
    {
        _venue.PlaceLive(1);
        _venue.Handle(new Effect { Kind = EffectKind.CancelAll });
        _venue.Answer(_venue.TakenOne(), 200, """{"canceled":[],"not_canceled":{}}""");
        _venue.Answer(_venue.TakenOne(), 200, _venue.Told(1, "LIVE"));
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(_venue.TakenOne()));
    }

    [Fact]
    public void A_sweep_is_repeated_until_the_venue_has_answered_it()
    {
        var hash = _venue.PlaceLive(1);
        _venue.Observe(1, OrderReportKind.Live);
        _venue.Handle(new Effect { Kind = EffectKind.CancelMarket, Market = new MarketId(0) });
        var sweep = _venue.TakenOne();
        Assert.Equal("DELETE /cancel-market-orders", GatewayHarness.PathOf(sweep));
        _venue.TimeOut(sweep);
        Assert.Equal(OrderReportKind.CancelFailed, _venue.Last.Kind);

        _venue.Pass(Duration.FromSeconds(1));
        sweep = _venue.TakenOne();
        _venue.Answer(sweep, 200, $$$"""{"canceled":["{{{hash}}}"],"not_canceled":{}}""");
        _venue.Pass(Duration.FromSeconds(20));
        Assert.Empty(_venue.Taken());
        Assert.Equal(OrderReportKind.Cancelled, _venue.Last.Kind);
    }

    [Fact]
    public void A_sweep_asked_for_while_one_is_in_flight_goes_out_once_after_it()
    {
        _venue.Handle(new Effect { Kind = EffectKind.CancelAll });
        _venue.Handle(new Effect { Kind = EffectKind.CancelAll });
        _venue.Handle(new Effect { Kind = EffectKind.CancelAll });
        _venue.Answer(_venue.TakenOne(), 200, """{"canceled":[],"not_canceled":{}}""");
        _venue.Answer(_venue.TakenOne(), 200, """{"canceled":[],"not_canceled":{}}""");
        Assert.Empty(_venue.Taken());
    }

    [Fact]
    public void A_market_nobody_knows_is_swept_with_everything()
    {
        _venue.Handle(new Effect { Kind = EffectKind.CancelMarket, Market = new MarketId(9) });
        Assert.Equal("DELETE /cancel-all", GatewayHarness.PathOf(_venue.TakenOne()));
    }

    [Fact]
    public void The_limits_of_the_address_hold_a_cancel_up_until_there_is_room_and_never_lose_it()
    {
        using var venue = new GatewayHarness(new OrderGatewayOptions
        {
            Epoch = 7,
            IpRateLimits = new IpRateLimitOptions { Rules = [new(VenueService.Clob, "DELETE", "/order", 1, Duration.FromSeconds(10))] },
        });
        venue.PlaceLive(1);
        venue.PlaceLive(2);
        venue.Cancel(1);
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(venue.TakenOne()));
        venue.Cancel(2);
        Assert.Empty(venue.Taken());
        venue.Pass(Duration.FromSeconds(9));
        Assert.Empty(venue.Taken());
        venue.Pass(Duration.FromSeconds(2));
        Assert.Equal($$"""{"orderID":"{{venue.HashOf(2)}}"}""", GatewayHarness.BodyOf(venue.TakenOne()));
    }

    [Fact]
    public void A_sweep_beyond_the_limits_of_the_address_goes_out_when_there_is_room()
    {
        using var venue = new GatewayHarness(new OrderGatewayOptions
        {
            Epoch = 7,
            IpRateLimits = new IpRateLimitOptions { Rules = [new(VenueService.Clob, "DELETE", "/cancel-all", 1, Duration.FromSeconds(10))] },
        });
        venue.Handle(new Effect { Kind = EffectKind.CancelAll });
        venue.Answer(venue.TakenOne(), 200, """{"canceled":[],"not_canceled":{}}""");
        venue.Handle(new Effect { Kind = EffectKind.CancelAll });
        Assert.Empty(venue.Taken());
        venue.Pass(Duration.FromSeconds(11));
        Assert.Equal("DELETE /cancel-all", GatewayHarness.PathOf(venue.TakenOne()));
    }

    [Fact]
    public void Cancels_count_against_the_limits_that_placements_share()
    {
        using var venue = new GatewayHarness(new OrderGatewayOptions
        {
            Epoch = 7,
            IpRateLimits = new IpRateLimitOptions { Rules = [new(VenueService.Clob, "", "", 2, Duration.FromSeconds(10))] },
        });
        venue.PlaceLive(1);
        venue.Cancel(1);
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(venue.TakenOne()));
        venue.Handle(venue.PlaceEffect(2));
        Assert.Equal((OrderReportKind.Rejected, Reason.RateLimited), (venue.Last.Kind, venue.Last.Reason));
    }

    private void RefuseCancel(int status)
    {
        _venue.Cancel(1);
        _venue.Answer(_venue.TakenOne(), status, "?");
    }
}
