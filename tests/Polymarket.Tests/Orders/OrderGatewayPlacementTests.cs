using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.RateLimits;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Tests.Orders;

public sealed class OrderGatewayPlacementTests : IDisposable
{
    private readonly GatewayHarness _venue = new();

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void An_order_that_cannot_be_logged_is_refused_and_never_sent()
    {
        _venue.IntentLogWorks = false;
        _venue.Handle(_venue.PlaceEffect(1));
        Assert.Empty(_venue.Taken());
        Assert.Equal((OrderReportKind.Rejected, Reason.JournalBehind), (_venue.Last.Kind, _venue.Last.Reason));
        Assert.Equal(0, _venue.Gateway.UnfinishedCount);
    }

    [Fact]
    public void A_placement_in_flight_is_unresolved_until_it_rests()
    {
        var call = _venue.Place(1);
        Assert.Equal(1, _venue.Gateway.PlacementsUnresolved);
        _venue.Answer(call, 200, _venue.Live(1));
        Assert.Equal(0, _venue.Gateway.PlacementsUnresolved);
    }

    [Fact]
    public void The_hash_is_known_and_logged_before_the_bytes_leave_and_names_the_intent()
    {
        var call = _venue.Place(1);

        var signed = Assert.Single(_venue.Signed);
        Assert.Equal(OrderSalt.Derive(0, 7, 1), signed.Salt);
        Assert.Equal(_venue.HashOf(1), signed.Hash);
        Assert.True(_venue.Gateway.TryIntent(signed.Hash, out var intent));
        Assert.Equal(new IntentId(1), intent);
        Assert.Contains("\"postOnly\":true", GatewayHarness.BodyOf(call), StringComparison.Ordinal);
        Assert.Contains("\"owner\":\"our-key\"", GatewayHarness.BodyOf(call), StringComparison.Ordinal);
        Assert.Contains("\"makerAmount\":\"9400000\",\"takerAmount\":\"20000000\"", GatewayHarness.BodyOf(call), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_effect_gives_the_same_bytes_in_another_process()
    {
        using var other = new GatewayHarness();
        Assert.Equal(GatewayHarness.BodyOf(other.Place(1)), GatewayHarness.BodyOf(_venue.Place(1)));
    }

    [Fact]
    public void A_second_effect_of_an_intent_sends_nothing()
    {
        _venue.Place(1);
        _venue.Handle(_venue.PlaceEffect(1));
        Assert.Empty(_venue.Taken());
    }

    [Theory]
    [InlineData("live", "", "", OrderReportKind.Live, 0)]
    [InlineData("LIVE", "", "", OrderReportKind.Live, 0)]
    [InlineData("matched", "9.4", "20", OrderReportKind.Matched, 20_000_000)]
    [InlineData("matched", "9.396", "19.991", OrderReportKind.Matched, 19_991_000)]
    [InlineData("matched", "4.7", "10", OrderReportKind.Live, 10_000_000)]
    [InlineData("delayed", "0", "0", OrderReportKind.Live, 0)]
    [InlineData("unmatched", "", "", OrderReportKind.Live, 0)]
    public void An_accepted_resting_order_is_reported_by_how_far_it_is(string status, string making, string taking, OrderReportKind kind, long matched)
    {
        _venue.Answer(_venue.Place(1), 200, _venue.Placed(1, status, making, taking));
        Assert.Equal((kind, new Size(matched)), (_venue.Last.Kind, _venue.Last.MatchedTotal));
    }

    [Fact]
    public void The_killed_rest_of_an_immediate_order_is_reported_with_what_matched()
    {
        _venue.Answer(_venue.Place(1, OrderType.Fak), 200, _venue.Placed(1, "matched", "4.7", "10"));
        Assert.Equal((OrderReportKind.Cancelled, Size.Shares(10)), (_venue.Last.Kind, _venue.Last.MatchedTotal));
    }

    [Fact]
    public void A_partly_filled_immediate_order_that_the_stream_calls_matched_is_over_with_what_matched()
    {
        _venue.Place(1, OrderType.Fak);
        _venue.Observe(1, OrderReportKind.Matched, Size.Shares(1));
        Assert.Equal((OrderReportKind.Cancelled, Size.Shares(1), Reason.RejectedNotFilledWhole), (_venue.Last.Kind, _venue.Last.MatchedTotal, _venue.Last.Reason));
    }

    [Fact]
    public void A_sell_counts_the_shares_it_gave()
    {
        _venue.Answer(_venue.Place(1, OrderType.Fak, OrderPurpose.Unwind, Side.Sell), 200, _venue.Placed(1, "matched", "20", "9.4"));
        Assert.Equal((OrderReportKind.Matched, Size.Shares(20)), (_venue.Last.Kind, _venue.Last.MatchedTotal));
    }

    [Fact]
    public void A_held_immediate_order_is_asked_about_until_it_is_over()
    {
        _venue.Answer(_venue.Place(1, OrderType.Fak), 200, _venue.Placed(1, "delayed", "0", "0"));
        _venue.Answer(_venue.TakenOne(), 200, _venue.Told(1, "DELAYED"));
        _venue.Pass(Duration.FromSeconds(1));
        _venue.Answer(_venue.TakenOne(), 200, _venue.Told(1, "MATCHED", "20"));
        Assert.Equal((OrderReportKind.Matched, Size.Shares(20)), (_venue.Last.Kind, _venue.Last.MatchedTotal));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid post-only order: order crosses book"}""", Reason.RejectedPostOnlyWouldCross)]
    [InlineData(400, """{"error":"not enough balance / allowance: the balance is not enough"}""", Reason.RejectedInsufficientBalance)]
    [InlineData(400, """{"errorMsg":"order 0x1 is invalid. Price (0.475) breaks minimum tick size rule: 0.01"}""", Reason.RejectedTickSize)]
    [InlineData(400, """{"error":"order 0x1 is invalid. Size (4) lower than the minimum: 5"}""", Reason.RejectedMinimumSize)]
    [InlineData(400, """{"error":"no orders found to match with FAK order. FAK orders are partially filled or killed if no match is found."}""", Reason.RejectedNoMatch)]
    [InlineData(400, """{"error":"order couldn't be fully filled. FOK orders are fully filled or killed."}""", Reason.RejectedNotFilledWhole)]
    [InlineData(400, """{"error":"invalid signature"}""", Reason.RejectedSignature)]
    [InlineData(400, """{"error":"the market is not yet ready to process new orders"}""", Reason.RejectedMarketClosed)]
    [InlineData(400, """{"error":"'0x1' address in closed only mode"}""", Reason.VenueClosedOnly)]
    [InlineData(400, "no json at all", Reason.RejectedOther)]
    [InlineData(401, """{"error":"Unauthorized/Invalid api key"}""", Reason.RejectedCredential)]
    [InlineData(403, "", Reason.Geoblocked)]
    [InlineData(425, "", Reason.VenueRestarting)]
    [InlineData(429, "", Reason.RateLimited)]
    [InlineData(503, """{"error":"Trading is currently cancel-only. New orders are not accepted, but cancels are allowed."}""", Reason.VenueCancelOnly)]
    [InlineData(503, """{"error":"Trading is currently disabled. Check polymarket.com for updates"}""", Reason.VenueDisabled)]
    [InlineData(503, """{"error":"trading is disabled"}""", Reason.VenueDisabled)]
    [InlineData(503, """{"error":"post-only mode: only post-only orders and cancels are allowed","code":"post_only_mode","retry_after_seconds":79}""", Reason.VenuePostOnly)]
    [InlineData(200, """{"success":true,"errorMsg":"not enough balance / allowance","orderID":"","status":""}""", Reason.RejectedInsufficientBalance)]
    [InlineData(200, """{"success":false,"errorMsg":"Rate limit exceeded for tokenId","orderID":"","status":"delayed"}""", Reason.RateLimited)]
    [InlineData(200, """{"success":false,"errorMsg":"","orderID":"","status":"live"}""", Reason.RejectedOther)]
    public void A_refusal_is_told_by_its_reason_and_nothing_is_asked(int status, string body, Reason reason)
    {
        _venue.Answer(_venue.Place(1), status, body);

        Assert.Equal((OrderReportKind.Rejected, reason), (_venue.Last.Kind, _venue.Last.Reason));
        Assert.Empty(_venue.Taken());
        Assert.Equal((0, 0), (_venue.Gateway.UnresolvedCount, _venue.Gateway.UnfinishedCount));
    }

    [Fact]
    public void A_venue_timeout_before_the_book_is_an_order_that_never_arrived()
    {
        _venue.Answer(_venue.Place(1), 500, """{"error":"order timed out"}""");
        Assert.Equal(OrderReportKind.NeverArrived, _venue.Last.Kind);
        Assert.Empty(_venue.Taken());
    }

    [Theory]
    [InlineData(500, """{"error":"could not insert order"}""")]
    [InlineData(500, "")]
    [InlineData(502, "<html>")]
    [InlineData(503, "<html>upstream</html>")]
    [InlineData(200, "")]
    [InlineData(200, """{"success":tr""")]
    [InlineData(200, """{"success":true,"errorMsg":"","orderID":"0xabc","status":"something-new"}""")]
    public void What_proves_nothing_is_unknown_and_asked_for_by_hash(int status, string body)
    {
        _venue.Answer(_venue.Place(1), status, body);

        Assert.Equal(OrderReportKind.Unknown, Assert.Single(_venue.Reports).Kind);
        Assert.Equal("GET /data/order/" + _venue.HashOf(1), GatewayHarness.PathOf(_venue.TakenOne()));
        Assert.Equal(1, _venue.Gateway.UnresolvedCount);
    }

    [Fact]
    public void Duplicated_proves_that_the_first_copy_arrived()
    {
        _venue.Answer(_venue.Place(1), 400, """{"error":"order 0x1 is invalid. Duplicated."}""");
        Assert.Equal((OrderReportKind.Unknown, Reason.RejectedDuplicate), (_venue.Last.Kind, _venue.Last.Reason));

        // Absent though it arrived: over, and never "never arrived".
        for (var round = 0; round < 2; round++)
        {
            _venue.Answer(_venue.TakenOne(), 404, "");
            _venue.Answer(_venue.TakenOne(), 200, """{"data":[],"next_cursor":"LTE="}""");
            _venue.Pass(Duration.FromSeconds(1));
        }

        Assert.Equal(OrderReportKind.Cancelled, _venue.Last.Kind);
    }

    [Fact]
    public void An_order_taken_under_another_id_is_cancelled_and_told_with_a_reason_to_halt()
    {
        var other = new Hash256(1, 2, 3, 4);
        var call = _venue.Place(1);
        _venue.Answer(call, 200, $$"""{"success":true,"errorMsg":"","orderID":"{{other}}","status":"live"}""");

        Assert.Equal((OrderReportKind.Unknown, Reason.OrderIdMismatch), (_venue.Last.Kind, _venue.Last.Reason));
        var calls = _venue.Taken();
        Assert.Contains(calls, sent => sent.Method == "DELETE" && GatewayHarness.BodyOf(sent).Contains(other.ToString(), StringComparison.Ordinal));
        Assert.Contains(calls, sent => sent.PathAndQuery.EndsWith(_venue.HashOf(1).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_placement_that_was_never_sent_goes_out_again_with_the_same_bytes_while_it_is_young()
    {
        var first = _venue.Place(1);
        _venue.NotSent(first);
        Assert.Empty(_venue.Reports);

        _venue.Pass(Duration.FromMilliseconds(100));
        var second = _venue.TakenOne();
        Assert.True(first.Body.Span.SequenceEqual(second.Body.Span));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Single(_venue.Signed);

        _venue.Pass(Duration.FromMilliseconds(950));
        _venue.NotSent(second);
        _venue.Pass(Duration.FromSeconds(2));
        Assert.Empty(_venue.Taken());
        Assert.Equal((OrderReportKind.NeverArrived, Reason.VenueUnreachable), (_venue.Last.Kind, _venue.Last.Reason));
    }

    [Fact]
    public void What_never_left_and_is_not_wanted_any_more_is_not_sent_again()
    {
        _venue.NotSent(_venue.Place(1));
        _venue.IsStillWanted = false;
        _venue.Pass(Duration.FromSeconds(1));
        Assert.Empty(_venue.Taken());
        Assert.Equal(OrderReportKind.NeverArrived, _venue.Last.Kind);
    }

    [Fact]
    public void An_outcome_that_never_comes_counts_as_lost()
    {
        _venue.Place(1);
        _venue.Pass(Duration.FromSeconds(11));
        Assert.Equal(OrderReportKind.Unknown, _venue.Last.Kind);
        Assert.Equal("GET /data/order/" + _venue.HashOf(1), GatewayHarness.PathOf(_venue.TakenOne()));
    }

    [Fact]
    public void An_entry_acknowledged_late_is_cancelled_at_once_and_an_exit_is_not()
    {
        var entry = _venue.Place(1);
        var exit = _venue.Place(2, purpose: OrderPurpose.Exit);
        _venue.Pass(Duration.FromMilliseconds(2_001));
        _venue.Answer(exit, 200, _venue.Live(2));
        Assert.Empty(_venue.Taken());

        _venue.Answer(entry, 200, _venue.Live(1));
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(_venue.TakenOne()));
    }

    [Fact]
    public void For_a_market_of_unknown_version_nothing_is_signed()
    {
        using var venue = new GatewayHarness(version: MarketVersion.Unknown);
        venue.Handle(venue.PlaceEffect(1));
        Assert.Equal(Reason.MarketVersionUnknown, venue.Last.Reason);
        Assert.Empty(venue.Signed);
        Assert.Empty(venue.Taken());
    }

    [Theory]
    [InlineData(4750, 20_000_000, OrderType.Gtc, Reason.OffGrid)]
    [InlineData(4700, 20_000_001, OrderType.Gtc, Reason.OffGrid)]
    [InlineData(100, 10_000, OrderType.Fak, Reason.BelowMinimumSize)]
    public void What_the_venue_could_not_take_is_refused_here(int price, long size, OrderType type, Reason reason)
    {
        var effect = _venue.PlaceEffect(1, type);
        effect.Price = new Price(price);
        effect.Size = new Size(size);
        _venue.Handle(effect);

        Assert.Equal((OrderReportKind.Rejected, reason), (_venue.Last.Kind, _venue.Last.Reason));
        Assert.Empty(_venue.Taken());
    }

    [Fact]
    public void A_market_nobody_knows_is_refused()
    {
        var effect = _venue.PlaceEffect(1);
        effect.Market = new MarketId(5);
        _venue.Handle(effect);
        Assert.Equal(Reason.MarketInactive, _venue.Last.Reason);
    }

    [Fact]
    public void Without_tokens_a_placement_is_refused_and_after_a_second_it_goes()
    {
        for (var intent = 1; intent <= 60; intent++)
        {
            _venue.Place(intent);
        }

        _venue.Handle(_venue.PlaceEffect(61));
        Assert.Equal((OrderReportKind.Rejected, Reason.RateLimited), (_venue.Last.Kind, _venue.Last.Reason));
        Assert.Empty(_venue.Taken());

        _venue.Pass(Duration.FromSeconds(1));
        _venue.Place(62);
    }

    [Fact]
    public void A_429_keeps_placements_back_as_long_as_the_venue_asks()
    {
        _venue.Answer(_venue.Place(1), 429, "", retryAfter: 3);
        _venue.Pass(Duration.FromMilliseconds(2_900));
        _venue.Handle(_venue.PlaceEffect(2));
        Assert.Equal(Reason.RateLimited, _venue.Last.Reason);

        _venue.Pass(Duration.FromMilliseconds(200));
        _venue.Place(3);
    }

    [Fact]
    public void A_full_table_refuses_until_finished_orders_are_forgotten()
    {
        using var small = new GatewayHarness(new OrderGatewayOptions { Epoch = 7, MaximumOrders = 1 });
        small.Answer(small.Place(1), 400, """{"error":"invalid signature"}""");
        small.Handle(small.PlaceEffect(2));
        Assert.Equal(Reason.GatewayFull, small.Last.Reason);

        small.Pass(Duration.FromSeconds(601));
        Assert.False(small.Gateway.TryOrder(new IntentId(1), out _));
        small.Place(3);
    }

    [Fact]
    public void Modes_are_told_once_and_keep_orders_back()
    {
        _venue.Answer(_venue.Place(1), 425, "");
        _venue.Handle(_venue.PlaceEffect(2));
        Assert.Equal(Reason.VenueRestarting, _venue.Last.Reason);

        _venue.Pass(Duration.FromSeconds(2));
        _venue.Handle(_venue.PlaceEffect(3, OrderType.Fak));
        Assert.Equal(Reason.VenuePostOnly, _venue.Last.Reason);
        _venue.Answer(_venue.Place(4), 200, _venue.Placed(4, "matched", "9.4", "20"));

        _venue.Pass(Duration.FromSeconds(121));
        _venue.Place(5, OrderType.Fak);
        Assert.Equal([VenueMode.Restarting, VenueMode.PostOnly, VenueMode.Normal], _venue.Modes);
    }

    [Fact]
    public void A_strangers_call_is_not_taken()
    {
        var outcome = new HttpOutcome { Kind = HttpOutcomeKind.TimedOut };
        Assert.False(_venue.Gateway.Completed(_venue.Now, 999, outcome, new HttpOutbox()));
    }

    [Fact]
    public void Nothing_is_placed_when_only_the_reserve_of_cancels_is_left()
    {
        using var tight = new GatewayHarness(new OrderGatewayOptions
        {
            Epoch = 7,
            RateLimits = new SignerRateLimitOptions { CancelBurst = 3, CancelReserve = 2, CancelsPerSecond = 1 },
        });
        tight.PlaceLive(1);
        tight.Cancel(1);
        Assert.Equal("DELETE /order", GatewayHarness.PathOf(tight.TakenOne()));

        tight.Handle(tight.PlaceEffect(2));
        Assert.Equal((OrderReportKind.Rejected, Reason.RateLimited), (tight.Last.Kind, tight.Last.Reason));
    }
}
