using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Faults.Calls;

public sealed class CallFaultsTests
{
    private readonly TestVenue _venue = new();
    private readonly TestKey _key;

    public CallFaultsTests() => _key = _venue.OpenKey(TestWallet.First);

    [Fact]
    public void A_restart_answers_425_then_takes_post_only_orders_alone_then_everything()
    {
        var resting = _venue.PlaceBuy(_key, 20, 10);
        _venue.Venue.Faults.SwitchOn("engine-restart,down-ms=5000,retry-after-s=3,drop-orders=1");
        Assert.Equal((425, 3), (Place(postOnly: true).Status, Place(postOnly: true).RetryAfterSeconds));
        Assert.Equal(425, _venue.Call(_key, "DELETE", "/cancel-all").Status);
        Assert.Equal(200, _venue.Call(_key, "GET", "/data/orders").Status);
        Assert.Equal("CANCELED", _venue.Call(_key, "GET", $"/data/order/{resting}").Body.GetProperty("status").GetString());

        _venue.Wait(5_000);
        var refused = Place(postOnly: false);
        var body = JsonDocument.Parse(refused.Body).RootElement;
        Assert.Equal((503, 120, "post_only_mode", 120), (refused.Status, refused.RetryAfterSeconds, body.GetProperty("code").GetString(), body.GetProperty("retry_after_seconds").GetInt32()));
        Assert.Equal(200, Place(postOnly: true).Status);
        Assert.Equal(200, _venue.Call(_key, "DELETE", "/cancel-all").Status);

        _venue.Wait(120_000);
        Assert.Equal(200, Place(postOnly: false).Status);
    }

    [Fact]
    public void In_post_only_mode_a_batch_passes_only_where_all_of_it_is_post_only()
    {
        _venue.Venue.Faults.SwitchOn("engine-restart,down-ms=0");
        Assert.Equal(200, Batch(true, true).Status);
        Assert.Equal(503, Batch(true, false).Status);
    }

    [Fact]
    public void Cancel_only_has_a_text_and_no_code_and_lets_cancels_through()
    {
        _venue.Venue.Faults.SwitchOn("cancel-only");
        var refused = Place();
        Assert.Equal(503, refused.Status);
        var body = JsonDocument.Parse(refused.Body).RootElement;
        Assert.Equal(["error"], TestVenue.Keys(body));
        Assert.Contains("cancel-only", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, _venue.Call(_key, "DELETE", "/cancel-all").Status);
    }

    [Fact]
    public void Trading_that_is_disabled_takes_no_cancels_either()
    {
        _venue.Venue.Faults.SwitchOn("trading-disabled");
        Assert.Equal(503, Place().Status);
        Assert.Equal(503, _venue.Call(_key, "DELETE", "/cancel-all").Status);
        Assert.Equal(200, _venue.Call(_key, "GET", "/data/orders").Status);
    }

    [Fact]
    public void Too_many_requests_strike_the_chosen_kinds_of_calls()
    {
        _venue.Venue.Faults.SwitchOn("too-many-requests,retry-after-s=7,placements=0,cancels=1");
        Assert.Equal(200, Place().Status);
        var refused = _venue.TryCall(_key, "DELETE", "/cancel-all")!.Value;
        Assert.Equal((429, 7), (refused.Status, refused.RetryAfterSeconds));
        _venue.Venue.Faults.SwitchOn("too-many-requests,reads=1");
        Assert.Equal((429, 429), (Place().Status, _venue.Call(_key, "GET", "/data/orders").Status));
    }

    [Fact]
    public void A_lost_request_never_reaches_the_exchange_and_a_lost_answer_does()
    {
        var order = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20);
        _venue.Venue.Faults.SwitchOn("lost-request,count=1");
        Assert.Null(_venue.TryCall(_key, "POST", "/order", TestVenue.Body(_key, order)));
        _venue.Wait(60_000);
        Assert.Equal(404, _venue.Call(_key, "GET", $"/data/order/{TestVenue.Hash(order)}").Status);

        _venue.Venue.Faults.SwitchOn("lost-answer,count=1");
        Assert.Equal(400, _venue.Call(_key, "POST", "/order", "{}").Status);
        Assert.Null(_venue.TryCall(_key, "POST", "/order", TestVenue.Body(_key, order)));
        _venue.Wait(60_000);
        Assert.Equal("LIVE", _venue.Call(_key, "GET", $"/data/order/{TestVenue.Hash(order)}").Body.GetProperty("status").GetString());
        Assert.Equal(1, _venue.Venue.Faults.Find("lost-answer").Occurrences);
        _venue.PlaceBuy(_key, 46, 20);
    }

    [Fact]
    public void An_error_in_success_says_success_and_places_nothing()
    {
        _venue.Venue.Faults.SwitchOn("error-in-success");
        var order = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20);
        var (status, body) = _venue.Call(_key, "POST", "/order", TestVenue.Body(_key, order));
        Assert.Equal((200, true, ""), (status, body.GetProperty("success").GetBoolean(), body.GetProperty("orderID").GetString()));
        Assert.NotEmpty(body.GetProperty("errorMsg").GetString()!);
        Assert.Equal(404, _venue.Call(_key, "GET", $"/data/order/{TestVenue.Hash(order)}").Status);
    }

    [Fact]
    public void A_version_mismatch_is_refused_in_the_venues_word()
    {
        _venue.Venue.Faults.SwitchOn("order-version-mismatch,count=1");
        Assert.Equal("order_version_mismatch", JsonDocument.Parse(Place().Body).RootElement.GetProperty("error").GetString());
        Assert.Equal(200, Place().Status);
    }

    [Fact]
    public void A_heartbeat_mismatch_tells_the_id_that_is_taken_next()
    {
        var first = Beat("").Body.GetProperty("heartbeat_id").GetString()!;
        _venue.Venue.Faults.SwitchOn("heartbeat-mismatch,count=1");
        var (status, body) = Beat(first);
        var expected = body.GetProperty("heartbeat_id").GetString()!;
        Assert.Equal((400, "Invalid Heartbeat ID"), (status, body.GetProperty("error_msg").GetString()));
        Assert.NotEqual(first, expected);
        Assert.Equal(200, Beat(expected).Status);
    }

    private (int Status, JsonElement Body) Beat(string id) => _venue.Call(_key, "POST", "/v1/heartbeats", $$"""{"heartbeat_id":"{{id}}"}""");

    private VenueResponse Place(bool postOnly = false) => _venue.TryCall(
        _key, "POST", "/order", TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 30, 10), postOnly: postOnly))!.Value;

    private VenueResponse Batch(params bool[] postOnly) => _venue.TryCall(_key, "POST", "/orders", "[" + string.Join(',', postOnly.Select(only =>
        TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 30, 10), postOnly: only))) + "]")!.Value;
}
